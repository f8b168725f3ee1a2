// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.zset.SortedSetEdit;

import java.util.List;

/** Removes the members of a range. */
final class ZRemRangeCommand implements Command {
    private static final CommandSpec BY_RANK =
            CommandSpec.of("zremrangebyrank", 4, CommandGroup.SORTED_SET)
                    .since("2.0.0")
                    .summary(
                            "Removes members in a sorted set within a range of indexes. Deletes "
                                    + "the sorted set if all members were removed.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and "
                                    + "M the number of elements removed by the operation.")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RW", "delete"));
    private static final CommandSpec BY_SCORE =
            CommandSpec.of("zremrangebyscore", 4, CommandGroup.SORTED_SET)
                    .since("1.2.0")
                    .summary(
                            "Removes members in a sorted set within a range of scores. Deletes the "
                                    + "sorted set if all members were removed.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and "
                                    + "M the number of elements removed by the operation.")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RW", "delete"));
    private static final CommandSpec BY_LEX =
            CommandSpec.of("zremrangebylex", 4, CommandGroup.SORTED_SET)
                    .since("2.8.9")
                    .summary(
                            "Removes members in a sorted set within a lexicographical range. "
                                    + "Deletes the sorted set if all members were removed.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and "
                                    + "M the number of elements removed by the operation.")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RW", "delete"));

    private final CommandSpec spec;
    private final MemberRange.By by;
    private final MemberRange range = new MemberRange();

    private ZRemRangeCommand(CommandSpec spec, MemberRange.By by) {
        this.spec = spec;
        this.by = by;
    }

    static List<Command> all() {
        return List.of(
                new ZRemRangeCommand(BY_RANK, MemberRange.By.RANK),
                new ZRemRangeCommand(BY_SCORE, MemberRange.By.SCORE),
                new ZRemRangeCommand(BY_LEX, MemberRange.By.NAME));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        range.parseOrReply(context, by, 2, 3);
        if (context.refused()) {
            return;
        }
        SortedSetEdit edit = SortedSetAccess.editOrReply(context, 1);
        if (context.refused()) {
            return;
        }
        if (edit.entry() == 0) {
            context.reply().integer(0);
            return;
        }
        range.resolve(context.database(), edit.entry());
        context.reply().integer(edit.removeRange(range.from(), range.to()));
    }
}
