// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.golden;

import java.util.Map;
import java.util.TreeMap;

/**
 * What Cairn's command table says otherwise than Valkey's, on purpose: {@code differences.txt}.
 *
 * <pre>
 *   absent-group list: why none of the group's commands is there
 *   absent acl: why the command, or the container with all its subcommands, is not there
 *   other-docs set: why its documentation says something else, where the rest is the same
 *   other client|list: why its entry or its documentation says something else
 * </pre>
 */
final class Differences {
    private final Map<String, String> reasons = new TreeMap<>();

    private Differences() {}

    static Differences parse(String file) {
        Differences differences = new Differences();
        for (String line : file.split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                if (colon < 0) {
                    throw new IllegalArgumentException("a difference without a reason: " + line);
                }
                differences.reasons.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return differences;
    }

    boolean isAbsent(String name, String group) {
        int bar = name.indexOf('|');
        return reasons.containsKey("absent " + name)
                || (bar > 0 && reasons.containsKey("absent " + name.substring(0, bar)))
                || reasons.containsKey("absent-group " + group);
    }

    boolean isOther(String name) {
        return reasons.containsKey("other " + name);
    }

    boolean isOtherwiseDocumented(String name) {
        return reasons.containsKey("other-docs " + name);
    }

    /** What is said to be there: {@code absent acl} and so on. */
    Iterable<String> all() {
        return reasons.keySet();
    }
}
