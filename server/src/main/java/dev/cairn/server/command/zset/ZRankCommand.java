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
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.zset.SortedSets;

import java.util.List;

/** A member's place in the order: ZRANK from the lowest score up, ZREVRANK from the highest down. */
final class ZRankCommand implements Command {
    private static final CommandSpec ZRANK =
            CommandSpec.of("zrank", -3, CommandGroup.SORTED_SET)
                    .since("2.0.0")
                    .summary(
                            "Returns the index of a member in a sorted set ordered by ascending "
                                    + "scores.")
                    .complexity("O(log(N))")
                    .changed("7.2.0", "Added the optional `WITHSCORE` argument.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec ZREVRANK =
            CommandSpec.of("zrevrank", -3, CommandGroup.SORTED_SET)
                    .since("2.0.0")
                    .summary(
                            "Returns the index of a member in a sorted set ordered by descending "
                                    + "scores.")
                    .complexity("O(log(N))")
                    .changed("7.2.0", "Added the optional `WITHSCORE` argument.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));

    private final CommandSpec spec;

    private ZRankCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new ZRankCommand(ZRANK), new ZRankCommand(ZREVRANK));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        boolean withScore = context.argc() > 3;
        if (context.argc() > 4) {
            context.refuse(ReplyError.wrongArity(spec.name()));
            return;
        }
        if (withScore && !context.request().is(3, "WITHSCORE")) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        SortedSets sortedSets = context.database().sortedSets();
        long rank = entry == 0 ? -1 : sortedSets.rank(entry, context.arg(2));
        if (rank < 0) {
            if (withScore) {
                context.reply().nullArray();
            } else {
                context.reply().nullBulk();
            }
            return;
        }
        long shown = spec == ZREVRANK ? sortedSets.length(entry) - 1 - rank : rank;
        if (withScore) {
            context.reply().array(2);
        }
        context.reply().integer(shown);
        if (withScore) {
            context.reply().doubleValue(sortedSets.score(entry, context.arg(2)));
        }
    }
}
