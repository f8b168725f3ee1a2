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
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;

import java.util.List;

/** Takes members of the first of several sorted sets that is there; BZMPOP waits for one. */
final class ZMPopCommand implements Command {
    private static final CommandSpec ZMPOP =
            CommandSpec.of("zmpop", -4, CommandGroup.SORTED_SET)
                    .since("7.0.0")
                    .summary(
                            "Returns the highest- or lowest-scoring members from one or more sorted"
                                + " sets after removing them. Deletes the sorted set if the last"
                                + " member was popped.")
                    .complexity(
                            "O(K) + O(M*log(N)) where K is the number of provided keys, N being the"
                                + " number of elements in the sorted set, and M being the number of"
                                + " elements popped.")
                    .flags(CommandFlag.WRITE, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.counted(1, "RW", "access", "delete"));
    private static final CommandSpec BZMPOP =
            CommandSpec.of("bzmpop", -5, CommandGroup.SORTED_SET)
                    .since("7.0.0")
                    .summary(
                            "Removes and returns a member by score from one or more sorted sets."
                                    + " Blocks until a member is available otherwise. Deletes the"
                                    + " sorted set if the last element was popped.")
                    .complexity(
                            "O(K) + O(M*log(N)) where K is the number of provided keys, N being the"
                                + " number of elements in the sorted set, and M being the number of"
                                + " elements popped.")
                    .flags(CommandFlag.WRITE, CommandFlag.BLOCKING, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.counted(2, "RW", "access", "delete"));
    private static final ReplyError NO_KEYS = ReplyError.of("ERR numkeys should be greater than 0");
    private static final ReplyError NO_COUNT = ReplyError.of("ERR count should be greater than 0");

    private final CommandSpec spec;

    private ZMPopCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new ZMPopCommand(ZMPOP), new ZMPopCommand(BZMPOP));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        boolean waits = spec == BZMPOP;
        long deadline = waits ? BlockTimeout.secondsOrReply(context, 1) : 0;
        if (context.refused()) {
            return;
        }
        int numkeys = waits ? 2 : 1;
        long keys = context.rangeOrReply(numkeys, 1, Long.MAX_VALUE, NO_KEYS);
        if (context.refused()) {
            return;
        }
        if (keys >= context.argc() - numkeys - 1) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        int where = numkeys + (int) keys + 1;
        boolean highest = context.request().is(where, "MAX");
        if (!highest && !context.request().is(where, "MIN")) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        long wanted = countOrReply(context, where + 1);
        if (context.refused()) {
            return;
        }
        int key = Popping.candidateOrReply(context, numkeys + 1, (int) keys);
        if (context.refused()) {
            return;
        }
        if (key != 0) {
            pop(context, key, highest, wanted);
        } else if (waits && context.mayBlock()) {
            context.block(KeyWait.on(ValueType.ZSET, numkeys + 1, (int) keys, deadline));
        } else {
            context.reply().nullArray();
        }
    }

    private static long countOrReply(CommandContext context, int from) {
        long count = -1;
        for (int i = from; i < context.argc() && !context.refused(); i++) {
            if (count == -1 && context.request().is(i, "COUNT") && i + 1 < context.argc()) {
                count = context.rangeOrReply(++i, 1, Long.MAX_VALUE, NO_COUNT);
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        return count == -1 ? 1 : count;
    }

    private void pop(CommandContext context, int key, boolean highest, long wanted) {
        long length = context.database().sortedSets().edit(context.arg(key)).length();
        long count = Math.min(wanted, length);
        context.reply().array(2);
        context.reply().bulk(context.arg(key));
        context.reply().array(count);
        Popping.pop(context, key, highest, count, true);
        context.effects()
                .begin(3)
                .arg(highest ? "ZPOPMAX" : "ZPOPMIN")
                .arg(context.arg(key))
                .arg(count);
    }
}
