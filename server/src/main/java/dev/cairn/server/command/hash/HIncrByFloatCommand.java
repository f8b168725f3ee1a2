// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.Effects;
import dev.cairn.server.command.FloatText;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.hash.HashEdit;

/** Adds to the number in a field, as x87 does. The log gets the sum, so that a replay does not depend on arithmetic. */
final class HIncrByFloatCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hincrbyfloat", 4, CommandGroup.HASH)
                    .since("2.6.0")
                    .summary(
                            "Increments the floating point value of a field by a number. Uses 0 as"
                                    + " initial value if the field doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "access", "update"));
    private static final ReplyError NOT_FINITE = ReplyError.of("ERR value is NaN or Infinity");
    private static final ReplyError NOT_A_NUMBER = ReplyError.of("ERR hash value is not a float");
    private static final ReplyError SUM_NOT_FINITE =
            ReplyError.of("ERR increment would produce NaN or Infinity");

    private static FloatText numberOrReply(CommandContext context, HashEdit edit) {
        StoredBytes present = edit.find(context.arg(2));
        if (present == null) {
            return FloatText.of(0);
        }
        byte[] bytes = present.toBytes();
        FloatText number = FloatText.parse(bytes, 0, bytes.length);
        if (number == null) {
            context.refuse(NOT_A_NUMBER);
        }
        return number;
    }

    private static void nameEffect(CommandContext context, long expireAtMillis, ByteSlice sum) {
        Effects effects = context.effects();
        if (expireAtMillis < 0) {
            effects.begin(4).arg("HSET").arg(context.arg(1));
        } else {
            effects.begin(8).arg("HSETEX").arg(context.arg(1)).arg("PXAT").arg(expireAtMillis);
            effects.arg("FIELDS").arg(1);
        }
        effects.arg(context.arg(2)).arg(sum);
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        ByteSlice given = context.arg(3);
        FloatText increment = FloatText.parse(given.array(), given.offset(), given.length());
        if (increment == null || !increment.isFinite()) {
            context.refuse(increment == null ? ReplyError.NOT_A_FLOAT : NOT_FINITE);
            return;
        }
        HashEdit edit = HashAccess.editOrReply(context);
        if (context.refused()) {
            return;
        }
        FloatText old = numberOrReply(context, edit);
        if (context.refused()) {
            return;
        }
        FloatText sum = old.isFinite() ? old.plus(increment) : old;
        if (!sum.isFinite()) {
            context.refuse(SUM_NOT_FINITE);
            return;
        }
        byte[] bytes = sum.toString().getBytes(ISO_8859_1);
        ByteSlice text = ByteSlice.of(bytes);
        edit.put(context.arg(2), text, -1, true);
        nameEffect(context, edit.expireAtMillis(context.arg(2)), text);
        context.reply().bulk(bytes);
    }
}
