// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.memory.ByteSlice;

import java.util.ArrayList;
import java.util.List;

/** Finds the keys among a command's arguments, also where it stands in those of another: {@code COMMAND GETKEYS mset a 1 b 2}. */
public final class KeyArguments {
    private static final String VARIABLE = "variable_flags";

    /** A key: where it stands in the request, and what happens to it. */
    public record Found(int index, List<String> flags) {}

    private final Request request;
    private final CommandEntry command;

    /** Where the command begins in the request. */
    private final int begin;

    /** How many arguments the command has, its name included. */
    private final int argc;

    private final List<Found> found = new ArrayList<>();

    private KeyArguments(Request request, int begin, CommandEntry command) {
        this.request = request;
        this.begin = begin;
        this.command = command;
        this.argc = request.count() - begin;
    }

    /** The keys of a command that begins at an argument of a request; null when its arguments do not fit it. */
    public static List<Found> find(Request request, int begin, CommandEntry command) {
        KeyArguments keys = new KeyArguments(request, begin, command);
        boolean valid = true;
        for (KeySpec spec : command.spec().keySpecs()) {
            valid &= keys.add(spec);
        }
        boolean fits =
                command.has(CommandFlag.NO_MANDATORY_KEYS) || (valid && !keys.found.isEmpty());
        return fits ? keys.found : null;
    }

    /** Adds the keys that a specification finds; false when the arguments do not fit it. */
    private boolean add(KeySpec spec) {
        if (spec.isUnknown()) {
            addSortTarget(spec);
            return true;
        }
        int first = start(spec);
        if (first < 0) {
            // An optional keyword that is not there.
            return true;
        }
        int last;
        if (spec.countedBy() >= 0) {
            int countAt = first + spec.countedBy();
            ByteSlice text = countAt < argc ? request.arg(begin + countAt) : null;
            if (text == null
                    || !AsciiNumbers.isNumber(text.array(), text.offset(), text.length())) {
                return false;
            }
            long count = AsciiNumbers.valueOf(text.array(), text.offset(), text.length());
            if (count < 1 || count > argc) {
                return false;
            }
            first += spec.firstKey();
            last = first + ((int) count - 1) * spec.step();
        } else if (spec.lastKey() >= 0) {
            last = first + spec.lastKey();
        } else if (spec.limit() > 1) {
            last = first + (argc - first) / spec.limit() + spec.lastKey();
        } else {
            last = argc + spec.lastKey();
        }
        if (first >= argc || last >= argc || last < first) {
            return false;
        }
        for (int at = first; at <= last; at += spec.step()) {
            found.add(new Found(begin + at, flags(spec)));
        }
        return true;
    }

    /** Of the keys that no rule finds, SORT's target can be told by walking over its options; the last one counts. */
    private void addSortTarget(KeySpec spec) {
        int target = -1;
        for (int at = 2; at < argc && spec.flags().contains("update"); at++) {
            if (request.is(begin + at, "LIMIT")) {
                at += 2;
            } else if (request.is(begin + at, "BY") || request.is(begin + at, "GET")) {
                at++;
            } else if (request.is(begin + at, "STORE") && at + 1 < argc) {
                target = at + 1;
            }
        }
        if (target > 0) {
            found.add(new Found(begin + target, spec.flags()));
        }
    }

    private int start(KeySpec spec) {
        if (spec.keyword() == null) {
            return spec.index();
        }
        int step = spec.index() < 0 ? -1 : 1;
        for (int at = spec.index() < 0 ? argc + spec.index() : spec.index();
                at > 0 && at < argc;
                at += step) {
            if (request.is(begin + at, spec.keyword())) {
                return at + 1;
            }
        }
        return -1;
    }

    /** The specification's flags; where they depend on the arguments, what these make of them. */
    private List<String> flags(KeySpec spec) {
        if (!spec.flags().contains(VARIABLE)) {
            return spec.flags();
        }
        return switch (command.fullName()) {
            case "set" ->
                    has("GET", 3) ? List.of("RW", "access", "update") : List.of("OW", "update");
            case "bitfield" ->
                    has("SET", 2) || has("INCRBY", 2)
                            ? List.of("RW", "access", "update")
                            : List.of("RO", "access");
            default -> spec.flags();
        };
    }

    private boolean has(String word, int from) {
        for (int at = from; at < argc; at++) {
            if (request.is(begin + at, word)) {
                return true;
            }
        }
        return false;
    }
}
