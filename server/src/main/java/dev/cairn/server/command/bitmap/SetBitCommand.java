// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.string.Strings;

/** Sets or clears one bit of a string, which grows with zeros as need be. */
final class SetBitCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("setbit", 4, CommandGroup.BITMAP)
                    .since("2.2.0")
                    .summary(
                            "Sets or clears the bit at offset of the string value. Creates the key "
                                    + "if it doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.BITMAP)
                    .key(KeySpec.at(1, "RW", "access", "update"));

    private static final ReplyError NOT_A_BIT =
            ReplyError.of("ERR bit is not an integer or out of range");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long bit = BitOffset.parseOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        long wanted = context.rangeOrReply(3, 0, 1, NOT_A_BIT);
        if (context.refused()) {
            return;
        }
        ByteSlice key = context.arg(1);
        context.findForWriteOrReply(key, ValueType.STRING);
        if (context.refused()) {
            return;
        }
        Strings strings = context.database().strings();
        int index = (int) (bit >>> 3);
        int mask = 0x80 >>> (int) (bit & 7);
        long entry = strings.ensureLength(key, index + 1);
        byte old = strings.byteAt(entry, index);
        boolean wasSet = (old & mask) != 0;
        if (wasSet != (wanted == 1)) {
            strings.putByte(entry, index, (byte) (old ^ mask));
        }
        context.reply().integer(wasSet ? 1 : 0);
    }
}
