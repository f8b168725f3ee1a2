// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.FloatText;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;

/** Adds to the number that a string holds, with the precision of an 80-bit float; logged as the result. */
final class IncrByFloatCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("incrbyfloat", 3, CommandGroup.STRING)
                    .since("2.6.0")
                    .summary(
                            "Increments the floating point value of a key by a number. Uses 0 as "
                                    + "initial value if the key doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "access", "update"));

    private static final ReplyError NOT_FINITE =
            ReplyError.of("ERR increment would produce NaN or Infinity");
    private static final byte[] SET = {'S', 'E', 'T'};
    private static final byte[] KEEPTTL = {'K', 'E', 'E', 'P', 'T', 'T', 'L'};

    /** Longer texts are no numbers, so they need not be copied to be read. */
    private static final int LONGEST_NUMBER = 5 * 1024;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        ByteSlice key = context.arg(1);
        long entry = context.findForWriteOrReply(key, ValueType.STRING);
        FloatText old = context.refused() ? null : valueOrReply(context, entry);
        if (context.refused()) {
            return;
        }
        ByteSlice text = context.arg(2);
        FloatText amount = FloatText.parse(text.array(), text.offset(), text.length());
        if (amount == null) {
            context.refuse(ReplyError.NOT_A_FLOAT);
            return;
        }
        FloatText sum = old.isFinite() && amount.isFinite() ? old.plus(amount) : null;
        if (sum == null || !sum.isFinite()) {
            context.refuse(NOT_FINITE);
            return;
        }
        String result = sum.toString();
        ByteSlice resultText = ByteSlice.of(result);
        context.database().strings().setText(key, resultText);
        context.effects().begin(4).arg(SET).arg(key).arg(resultText).arg(KEEPTTL);
        context.reply().bulk(result);
    }

    /** The number that an entry holds, 0 where there is none. */
    static FloatText valueOrReply(CommandContext context, long entry) {
        if (entry == 0) {
            return FloatText.of(0);
        }
        StoredBytes value = context.database().strings().value(entry);
        if (value.isInteger()) {
            return FloatText.of(value.integer());
        }
        FloatText number = null;
        if (value.length() <= LONGEST_NUMBER) {
            byte[] text = value.toBytes();
            number = FloatText.parse(text, 0, text.length);
        }
        if (number == null) {
            context.refuse(ReplyError.NOT_A_FLOAT);
        }
        return number;
    }
}
