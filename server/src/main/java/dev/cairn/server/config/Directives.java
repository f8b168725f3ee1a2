// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.Directive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All directives by their names, in the order in which they are documented. */
public final class Directives {
    /** Names that Valkey takes from a file without doing anything, for files of earlier versions. */
    private static final Set<String> RETIRED =
            Set.of(
                    "list-max-ziplist-entries",
                    "list-max-ziplist-value",
                    "lua-replicate-commands",
                    "io-threads-do-reads",
                    "dynamic-hz",
                    "sanitize-dump-payload",
                    "events-per-io-thread");

    private final List<Directive<?>> all = new ArrayList<>();
    private final Map<String, Directive<?>> byName = new HashMap<>();

    Directives(List<DirectiveGroup> groups) {
        for (DirectiveGroup group : groups) {
            for (Directive<?> directive : group.directives()) {
                all.add(directive);
                register(directive.name(), directive);
                if (!directive.spec().alias().isEmpty()) {
                    register(directive.spec().alias(), directive);
                }
            }
        }
    }

    private void register(String name, Directive<?> directive) {
        if (byName.put(name, directive) != null) {
            throw new AssertionError("two directives are called " + name);
        }
    }

    public List<Directive<?>> all() {
        return List.copyOf(all);
    }

    /** The directive of this name or alias in any case, or null. */
    public Directive<?> find(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    /** Whether files may still name it, to no effect. */
    public boolean isRetired(String name) {
        return RETIRED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** All names and aliases, sorted, each with its directive. */
    public Map<String, Directive<?>> names() {
        return new TreeMap<>(byName);
    }
}
