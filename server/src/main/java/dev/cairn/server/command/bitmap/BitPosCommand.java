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
import dev.cairn.storage.type.string.Strings;

/** Finds the first bit of a kind in a string or a part of it. */
final class BitPosCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("bitpos", -3, CommandGroup.BITMAP)
                    .since("2.8.7")
                    .summary("Finds the first set (1) or clear (0) bit in a string.")
                    .complexity("O(N)")
                    .changed("7.0.0", "Added the `BYTE|BIT` option.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.BITMAP)
                    .key(KeySpec.at(1, "RO", "access"));

    private static final ReplyError NOT_A_BIT =
            ReplyError.of("ERR The bit argument must be 1 or 0.");

    private final BitRange range = new BitRange();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long bit = context.longOrReply(2);
        if (context.refused()) {
            return;
        }
        if (bit != 0 && bit != 1) {
            context.refuse(NOT_A_BIT);
            return;
        }
        range.parseOrReply(context, 3);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.STRING);
        if (context.refused()) {
            return;
        }
        boolean wanted = bit == 1;
        if (entry == 0) {
            // A key that is missing is an endless row of zeros.
            context.reply().integer(wanted ? -1 : 0);
            return;
        }
        Strings strings = context.database().strings();
        long position = -1;
        if (range.fit(strings.length(entry))) {
            position = find(strings, entry, wanted);
            if (position < 0 && !wanted && !range.hasLast()) {
                // Behind a string that is looked at to its end there are zeros.
                position = strings.length(entry) * 8L;
            }
        }
        context.reply().integer(position);
    }

    /** Looks into the first byte, the whole ones, and the last: only the middle is searched at full speed. */
    private long find(Strings strings, long entry, boolean wanted) {
        int firstByte = (int) (range.firstBit() >>> 3);
        int lastByte = (int) (range.lastBit() >>> 3);
        long position = strings.bitPosition(entry, wanted, firstByte, lastByte);
        if (position >= 0 && position < range.firstBit()) {
            position = afterFirst(strings, entry, wanted, firstByte, lastByte);
        }
        return position > range.lastBit() ? -1 : position;
    }

    private long afterFirst(
            Strings strings, long entry, boolean wanted, int firstByte, int lastByte) {
        int from = (int) (range.firstBit() & 7);
        int bits = strings.byteAt(entry, firstByte) << 24;
        int rest = (wanted ? bits : ~bits) & (0xFF >>> from) << 24;
        if (rest != 0) {
            return firstByte * 8L + Integer.numberOfLeadingZeros(rest);
        }
        return firstByte == lastByte
                ? -1
                : strings.bitPosition(entry, wanted, firstByte + 1, lastByte);
    }
}
