// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.storage.memory.ByteSlice;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the keys of a whole command that stands in the arguments of another: {@code COMMAND GETKEYS mset a 1 b 2}.
 */
final class KeyArguments {
    /** Where the whole command begins: after COMMAND and its subcommand. */
    private static final int BEGIN = 2;

    private static final String VARIABLE = "variable_flags";

    /** A key: where it stands in the request, and what happens to it. */
    record Found(int index, List<String> flags) {}

    private final CommandContext context;
    private final CommandEntry command;

    /** How many arguments the whole command has, its name included. */
    private final int argc;

    private final List<Found> found = new ArrayList<>();

    private KeyArguments(CommandContext context, CommandEntry command) {
        this.context = context;
        this.command = command;
        this.argc = context.argc() - BEGIN;
    }

    static List<Found> findOrReply(CommandContext context) {
        CommandEntry command = context.server().commands().find(context.arg(BEGIN));
        if (command != null && !command.subcommands().isEmpty()) {
            command =
                    context.argc() > BEGIN + 1
                            ? CommandTable.findSubcommand(command, context.arg(BEGIN + 1))
                            : command;
        }
        if (command == null) {
            context.refuse("ERR Invalid command specified");
            return List.of();
        }
        if (command.spec().keySpecs().isEmpty()) {
            context.refuse("ERR The command has no key arguments");
            return List.of();
        }
        if (!command.spec().accepts(context.argc() - BEGIN)) {
            context.refuse("ERR Invalid number of arguments specified for command");
            return List.of();
        }
        KeyArguments keys = new KeyArguments(context, command);
        boolean valid = true;
        for (KeySpec spec : command.spec().keySpecs()) {
            valid &= keys.add(spec);
        }
        if (!command.has(CommandFlag.NO_MANDATORY_KEYS) && (!valid || keys.found.isEmpty())) {
            context.refuse("ERR Invalid arguments specified for command");
        }
        return keys.found;
    }

    /** Adds the keys that a specification finds; false when the arguments do not fit it. */
    private boolean add(KeySpec spec) {
        if (spec.isUnknown()) {
            addSortTarget(spec);
            return true;
        }
        int first = begin(spec);
        if (first < 0) {
            // An optional keyword that is not there.
            return true;
        }
        int last;
        if (spec.countedBy() >= 0) {
            int countAt = first + spec.countedBy();
            ByteSlice text = countAt < argc ? context.arg(BEGIN + countAt) : null;
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
            found.add(new Found(BEGIN + at, flags(spec)));
        }
        return true;
    }

    /** Of the keys that no rule finds, SORT's target can be told by walking over its options; the last one counts. */
    private void addSortTarget(KeySpec spec) {
        int target = -1;
        for (int at = 2; at < argc && spec.flags().contains("update"); at++) {
            if (context.request().is(BEGIN + at, "LIMIT")) {
                at += 2;
            } else if (context.request().is(BEGIN + at, "BY")
                    || context.request().is(BEGIN + at, "GET")) {
                at++;
            } else if (context.request().is(BEGIN + at, "STORE") && at + 1 < argc) {
                target = at + 1;
            }
        }
        if (target > 0) {
            found.add(new Found(BEGIN + target, spec.flags()));
        }
    }

    private int begin(KeySpec spec) {
        if (spec.keyword() == null) {
            return spec.index();
        }
        int step = spec.index() < 0 ? -1 : 1;
        for (int at = spec.index() < 0 ? argc + spec.index() : spec.index();
                at > 0 && at < argc;
                at += step) {
            if (context.request().is(BEGIN + at, spec.keyword())) {
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
            if (context.request().is(BEGIN + at, word)) {
                return true;
            }
        }
        return false;
    }
}
