// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic.sort;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.StoredBytes;

import java.util.List;

/** SORT and SORT_RO: the elements of a list, a set or a sorted set in another order, or what they point to. */
public final class SortCommand implements Command {
    private static final CommandSpec SORT =
            CommandSpec.of("sort", -2, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary(
                            "Sorts the elements in a list, a set, or a sorted set, optionally"
                                    + " storing the result.")
                    .complexity(
                            "O(N+M*log(M)) where N is the number of elements in the list or set to"
                                + " sort, and M the number of returned elements. When the elements"
                                + " are not sorted, complexity is O(N).")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(
                            AclCategory.SET,
                            AclCategory.SORTEDSET,
                            AclCategory.LIST,
                            AclCategory.DANGEROUS)
                    .key(KeySpec.at(1, "RO", "access"))
                    .key(
                            KeySpec.unknown("RO", "access")
                                    .withNotes(
                                            "For the optional BY/GET keyword. It is marked"
                                                + " 'unknown' because the key names derive from the"
                                                + " content of the key we sort"))
                    .key(
                            KeySpec.unknown("OW", "update")
                                    .withNotes(
                                            "For the optional STORE keyword. It is marked 'unknown'"
                                                + " because the keyword can appear anywhere in the"
                                                + " argument array"));
    private static final CommandSpec SORT_RO =
            CommandSpec.of("sort_ro", -2, CommandGroup.GENERIC)
                    .since("7.0.0")
                    .summary("Returns the sorted elements of a list, a set, or a sorted set.")
                    .complexity(
                            "O(N+M*log(M)) where N is the number of elements in the list or set to"
                                + " sort, and M the number of returned elements. When the elements"
                                + " are not sorted, complexity is O(N).")
                    .flags(CommandFlag.READONLY)
                    .acl(
                            AclCategory.SET,
                            AclCategory.SORTEDSET,
                            AclCategory.LIST,
                            AclCategory.DANGEROUS)
                    .key(KeySpec.at(1, "RO", "access"))
                    .key(
                            KeySpec.unknown("RO", "access")
                                    .withNotes(
                                            "For the optional BY/GET keyword. It is marked"
                                                + " 'unknown' because the key names derive from the"
                                                + " content of the key we sort"));
    private static final ReplyError UNSCORED =
            ReplyError.of("ERR One or more scores can't be converted into double");

    private final CommandSpec spec;

    private SortCommand(CommandSpec spec) {
        this.spec = spec;
    }

    /** Both commands. */
    public static List<Command> all() {
        return List.of(new SortCommand(SORT), new SortCommand(SORT_RO));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        SortArguments arguments = SortArguments.parseOrReply(context, spec == SORT);
        if (context.refused()) {
            return;
        }
        SortSource source = SortSource.findOrReply(context);
        if (context.refused()) {
            return;
        }
        boolean keepsOrder = arguments.keepsOrder();
        if (keepsOrder && source.isSet() && arguments.store() != null) {
            arguments.sortByText();
            keepsOrder = false;
        }
        try (SortOutput output = new SortOutput(context, arguments)) {
            if (keepsOrder) {
                long size = source.size();
                long wanted = arguments.wanted(size);
                output.begin(wanted);
                source.forEach(
                        arguments.first(size), wanted, arguments.isDescending(), output::element);
                output.end();
            } else {
                sort(context, arguments, source, output);
            }
        }
    }

    private static void sort(
            CommandContext context, SortArguments arguments, SortSource source, SortOutput output) {
        long size = source.size();
        long first = arguments.first(size);
        long wanted = arguments.wanted(size);
        try (SortVector vector = new SortVector(context, arguments)) {
            source.forEach(0, size, false, vector::add);
            if (vector.isUnscored()) {
                context.refuse(UNSCORED);
                return;
            }
            vector.sort();
            StoredBytes view = new StoredBytes();
            output.begin(wanted);
            for (long i = first; i < first + wanted; i++) {
                output.element(vector.show(i, view));
            }
            output.end();
        }
    }
}
