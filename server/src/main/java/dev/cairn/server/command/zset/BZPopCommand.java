// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.BlockTimeout;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.KeyWait;
import dev.cairn.storage.entry.ValueType;

import java.util.List;

/** Takes the member with the lowest score, or the highest, of the first sorted set that is there, and waits for one. */
final class BZPopCommand implements Command {
    private static final CommandSpec BZPOPMIN =
            CommandSpec.of("bzpopmin", -3, CommandGroup.SORTED_SET)
                    .since("5.0.0")
                    .summary(
                            "Removes and returns the member with the lowest score from one or more"
                                    + " sorted sets. Blocks until a member is available otherwise."
                                    + " Deletes the sorted set if the last element was popped.")
                    .complexity("O(log(N)) with N being the number of elements in the sorted set.")
                    .changed("6.0.0", "`timeout` is interpreted as a double instead of an integer.")
                    .flags(CommandFlag.WRITE, CommandFlag.BLOCKING, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.range(1, -2, 1, "RW", "access", "delete"));
    private static final CommandSpec BZPOPMAX =
            CommandSpec.of("bzpopmax", -3, CommandGroup.SORTED_SET)
                    .since("5.0.0")
                    .summary(
                            "Removes and returns the member with the highest score from one or more"
                                    + " sorted sets. Blocks until a member is available otherwise."
                                    + " Deletes the sorted set if the last element was popped.")
                    .complexity("O(log(N)) with N being the number of elements in the sorted set.")
                    .changed("6.0.0", "`timeout` is interpreted as a double instead of an integer.")
                    .flags(CommandFlag.WRITE, CommandFlag.BLOCKING, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.range(1, -2, 1, "RW", "access", "delete"));

    private final CommandSpec spec;

    private BZPopCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new BZPopCommand(BZPOPMIN), new BZPopCommand(BZPOPMAX));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int last = context.argc() - 1;
        long deadline = BlockTimeout.secondsOrReply(context, last);
        if (context.refused()) {
            return;
        }
        int key = Popping.candidateOrReply(context, 1, last - 1);
        if (context.refused()) {
            return;
        }
        if (key != 0) {
            boolean highest = spec == BZPOPMAX;
            context.reply().array(3);
            context.reply().bulk(context.arg(key));
            Popping.pop(context, key, highest, 1, false);
            context.effects().begin(2).arg(highest ? "ZPOPMAX" : "ZPOPMIN").arg(context.arg(key));
        } else if (context.mayBlock()) {
            context.block(KeyWait.on(ValueType.ZSET, 1, last - 1, deadline));
        } else {
            context.reply().nullArray();
        }
    }
}
