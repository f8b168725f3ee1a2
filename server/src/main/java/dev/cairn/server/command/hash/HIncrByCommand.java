// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.hash.HashEdit;

/** Adds to the integer in a field. */
final class HIncrByCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hincrby", 4, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary(
                            "Increments the integer value of a field in a hash by a number. Uses 0"
                                    + " as initial value if the field doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "access", "update"));
    private static final ReplyError NOT_AN_INTEGER =
            ReplyError.of("ERR hash value is not an integer");
    private static final ReplyError OVERFLOW =
            ReplyError.of("ERR increment or decrement would overflow");

    // The command thread's scratch, so that nothing is allocated.
    private final byte[] digits = new byte[DecimalText.LONGEST];
    private final ByteSlice text = new ByteSlice();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long increment = context.longOrReply(3);
        if (context.refused()) {
            return;
        }
        HashEdit edit = HashAccess.editOrReply(context);
        if (context.refused()) {
            return;
        }
        StoredBytes present = edit.find(context.arg(2));
        if (present != null && !present.parseLong()) {
            context.refuse(NOT_AN_INTEGER);
            return;
        }
        long old = present == null ? 0 : present.parsedLong();
        long sum = old + increment;
        // The sum has the sign of neither number only where it overflows.
        if (((old ^ sum) & (increment ^ sum)) < 0) {
            context.refuse(OVERFLOW);
            return;
        }
        text.set(digits, 0, DecimalText.write(sum, digits, 0));
        edit.put(context.arg(2), text, -1, true);
        context.reply().integer(sum);
    }
}
