// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;

import java.util.List;

/** How many members a range has: ZCOUNT by score, ZLEXCOUNT by name. */
final class ZCountCommand implements Command {
    private static final CommandSpec ZCOUNT =
            CommandSpec.of("zcount", 4, CommandGroup.SORTED_SET)
                    .since("2.0.0")
                    .summary(
                            "Returns the count of members in a sorted set that have scores within "
                                    + "a range.")
                    .complexity("O(log(N)) with N being the number of elements in the sorted set.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec ZLEXCOUNT =
            CommandSpec.of("zlexcount", 4, CommandGroup.SORTED_SET)
                    .since("2.8.9")
                    .summary(
                            "Returns the number of members in a sorted set within a "
                                    + "lexicographical range.")
                    .complexity("O(log(N)) with N being the number of elements in the sorted set.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));

    private final CommandSpec spec;
    private final MemberRange.By by;
    private final MemberRange range = new MemberRange();

    private ZCountCommand(CommandSpec spec, MemberRange.By by) {
        this.spec = spec;
        this.by = by;
    }

    static List<Command> all() {
        return List.of(
                new ZCountCommand(ZCOUNT, MemberRange.By.SCORE),
                new ZCountCommand(ZLEXCOUNT, MemberRange.By.NAME));
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
        long entry = context.findOrReply(context.arg(1), ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            context.reply().integer(0);
            return;
        }
        range.resolve(context.database(), entry);
        context.reply().integer(range.to() - range.from());
    }
}
