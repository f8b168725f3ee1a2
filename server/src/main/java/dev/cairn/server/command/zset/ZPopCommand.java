// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.type.zset.SortedSetEdit;

import java.util.List;

/** Takes the members with the lowest scores, or with the highest. */
final class ZPopCommand implements Command {
    private static final CommandSpec ZPOPMIN =
            CommandSpec.of("zpopmin", -2, CommandGroup.SORTED_SET)
                    .since("5.0.0")
                    .summary(
                            "Returns the lowest-scoring members from a sorted set after removing "
                                    + "them. Deletes the sorted set if the last member was popped.")
                    .complexity(
                            "O(log(N)*M) with N being the number of elements in the sorted set, "
                                    + "and M being the number of elements popped.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RW", "access", "delete"));
    private static final CommandSpec ZPOPMAX =
            CommandSpec.of("zpopmax", -2, CommandGroup.SORTED_SET)
                    .since("5.0.0")
                    .summary(
                            "Returns the highest-scoring members from a sorted set after removing "
                                    + "them. Deletes the sorted set if the last member was popped.")
                    .complexity(
                            "O(log(N)*M) with N being the number of elements in the sorted set, "
                                    + "and M being the number of elements popped.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RW", "access", "delete"));

    private final CommandSpec spec;

    private ZPopCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new ZPopCommand(ZPOPMIN), new ZPopCommand(ZPOPMAX));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() > 3) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        boolean counted = context.argc() == 3;
        long wanted =
                counted
                        ? context.rangeOrReply(2, 0, Long.MAX_VALUE, ReplyError.MUST_BE_POSITIVE)
                        : 1;
        if (context.refused()) {
            return;
        }
        SortedSetEdit edit = SortedSetAccess.editOrReply(context, 1);
        if (context.refused()) {
            return;
        }
        long count = Math.min(wanted, edit.length());
        if (count == 0) {
            context.reply().array(0);
            return;
        }
        boolean nested = counted && context.reply().protocol() == 3;
        context.reply().array(nested ? count : 2 * count);
        Popping.pop(context, 1, spec == ZPOPMAX, count, nested);
    }
}
