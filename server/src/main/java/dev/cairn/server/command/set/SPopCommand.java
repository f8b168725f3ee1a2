// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.Effects;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.set.SetEdit;

/** Takes random members out of a set: one, or up to a count. The log is told which. */
final class SPopCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("spop", -2, CommandGroup.SET)
                    .since("1.0.0")
                    .summary(
                            "Returns one or more random members from a set after removing them."
                                    + " Deletes the set if the last member was popped.")
                    .complexity(
                            "Without the count argument O(1), otherwise O(N) where N is the value"
                                    + " of the passed count.")
                    .changed("3.2.0", "Added the `count` argument.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.SET)
                    .key(KeySpec.at(1, "RW", "access", "delete"))
                    .tips("nondeterministic_output");
    private static final byte[] SREM = {'S', 'R', 'E', 'M'};
    private static final byte[] DEL = {'D', 'E', 'L'};

    /** How many members one effect names at most. */
    private static final int BATCH = 1024;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static void one(CommandContext context) {
        SetEdit edit = SetAccess.editOrReply(context, 1);
        if (context.refused()) {
            return;
        }
        if (edit.entry() == 0) {
            context.reply().nullBulk();
            return;
        }
        ByteSlice member = edit.pop();
        context.reply().bulk(member);
        context.effects().begin(3).arg(SREM).arg(context.arg(1)).arg(member);
    }

    private static void several(CommandContext context) {
        long count = context.rangeOrReply(2, 0, Long.MAX_VALUE, ReplyError.MUST_BE_POSITIVE);
        if (context.refused()) {
            return;
        }
        SetEdit edit = SetAccess.editOrReply(context, 1);
        if (context.refused()) {
            return;
        }
        if (edit.entry() == 0 || count == 0) {
            context.reply().set(0);
            return;
        }
        long size = context.database().sets().size(edit.entry());
        if (count >= size) {
            SetAccess.writeAll(context, edit.entry());
            context.database().delete(context.arg(1), true);
            context.effects().begin(2).arg(DEL).arg(context.arg(1));
            return;
        }
        context.reply().set(count);
        edit.expectPops(count);
        for (long left = count; left > 0; ) {
            int batch = (int) Math.min(left, BATCH);
            Effects effects = context.effects().begin(2 + batch).arg(SREM).arg(context.arg(1));
            for (int i = 0; i < batch; i++) {
                ByteSlice member = edit.pop();
                context.reply().bulk(member);
                effects.arg(member);
            }
            left -= batch;
        }
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() == 2) {
            one(context);
        } else if (context.argc() == 3) {
            several(context);
        } else {
            context.refuse(ReplyError.SYNTAX);
        }
    }
}
