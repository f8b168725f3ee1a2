// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.string.Strings;

/** Counts the bits that are set in a string or a part of it. */
final class BitCountCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("bitcount", -2, CommandGroup.BITMAP)
                    .since("2.6.0")
                    .summary("Counts the number of set bits (population counting) in a string.")
                    .complexity("O(N)")
                    .changed("7.0.0", "Added the `BYTE|BIT` option.")
                    .changed(
                            "8.0.0",
                            "`end` made optional; when called without argument the command reports "
                                    + "the last BYTE.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.BITMAP)
                    .key(KeySpec.at(1, "RO", "access"));

    private final BitRange range = new BitRange();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        range.parseOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.STRING);
        if (context.refused()) {
            return;
        }
        Strings strings = context.database().strings();
        boolean any = entry != 0 && !range.isReversed() && range.fit(strings.length(entry));
        context.reply().integer(any ? count(strings, entry) : 0);
    }

    /** Counts whole bytes, then takes off what the first and the last of them have outside the range. */
    private long count(Strings strings, long entry) {
        int firstByte = (int) (range.firstBit() >>> 3);
        int lastByte = (int) (range.lastBit() >>> 3);
        int before = 0xFF & ~(0xFF >>> (int) (range.firstBit() & 7));
        int behind = 0x7F >>> (int) (range.lastBit() & 7);
        return strings.bitCount(entry, firstByte, lastByte)
                - Integer.bitCount(strings.byteAt(entry, firstByte) & before)
                - Integer.bitCount(strings.byteAt(entry, lastByte) & behind);
    }
}
