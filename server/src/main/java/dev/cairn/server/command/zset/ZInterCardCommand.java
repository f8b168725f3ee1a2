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

import java.util.List;

/** How many members several sorted sets have in common. */
final class ZInterCardCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("zintercard", -3, CommandGroup.SORTED_SET)
                    .since("7.0.0")
                    .summary(
                            "Returns the number of members of the intersect of multiple sorted "
                                    + "sets.")
                    .complexity(
                            "O(N*K) worst case with N being the smallest input sorted set, K being "
                                    + "the number of input sorted sets.")
                    .flags(CommandFlag.READONLY, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.counted(1, "RO", "access"));
    private static final ReplyError NEGATIVE_LIMIT = ReplyError.of("ERR LIMIT can't be negative");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        int keys = CombinedSource.countOrReply(context, 1);
        if (context.refused()) {
            return;
        }
        List<CombinedSource> sources = CombinedSource.findOrReply(context, 2, keys);
        if (context.refused()) {
            return;
        }
        long limit = limitOrReply(context, 2 + keys);
        if (context.refused()) {
            return;
        }
        sources.sort(CombinedSource.BY_LENGTH);
        CombinedSource smallest = sources.getFirst();
        long count = 0;
        smallest.start(sources);
        while ((limit == 0 || count < limit) && smallest.next()) {
            int i = 1;
            while (i < sources.size() && !Double.isNaN(sources.get(i).scoreOf(smallest.member()))) {
                i++;
            }
            count += i == sources.size() ? 1 : 0;
        }
        context.reply().integer(count);
    }

    private static long limitOrReply(CommandContext context, int from) {
        long limit = 0;
        for (int i = from; i < context.argc() && !context.refused(); i++) {
            if (context.request().is(i, "LIMIT") && i + 1 < context.argc()) {
                limit = context.rangeOrReply(++i, 0, Long.MAX_VALUE, NEGATIVE_LIMIT);
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        return limit;
    }
}
