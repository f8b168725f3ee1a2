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
import dev.cairn.storage.type.zset.SortedSets;

import java.util.List;

/** The scores of members: ZSCORE of one, ZMSCORE of several. */
final class ZScoreCommand implements Command {
    private static final CommandSpec ZSCORE =
            CommandSpec.of("zscore", 3, CommandGroup.SORTED_SET)
                    .since("1.2.0")
                    .summary("Returns the score of a member in a sorted set.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec ZMSCORE =
            CommandSpec.of("zmscore", -3, CommandGroup.SORTED_SET)
                    .since("6.2.0")
                    .summary("Returns the score of one or more members in a sorted set.")
                    .complexity("O(N) where N is the number of members being requested.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));

    private final CommandSpec spec;

    private ZScoreCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new ZScoreCommand(ZSCORE), new ZScoreCommand(ZMSCORE));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        if (spec == ZMSCORE) {
            context.reply().array(context.argc() - 2);
        }
        SortedSets sortedSets = context.database().sortedSets();
        for (int i = 2; i < context.argc(); i++) {
            double score = entry == 0 ? Double.NaN : sortedSets.score(entry, context.arg(i));
            if (Double.isNaN(score)) {
                context.reply().nullBulk();
            } else {
                context.reply().doubleValue(score);
            }
        }
    }
}
