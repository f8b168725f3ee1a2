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

/** Answers with one bit of a string; bits behind its end are 0. */
final class GetBitCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("getbit", 3, CommandGroup.BITMAP)
                    .since("2.2.0")
                    .summary("Returns a bit value by offset.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.BITMAP)
                    .key(KeySpec.at(1, "RO", "access"));

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
        long entry = context.findOrReply(context.arg(1), ValueType.STRING);
        if (context.refused()) {
            return;
        }
        Strings strings = context.database().strings();
        long index = bit >>> 3;
        boolean set = false;
        if (entry != 0 && index < strings.length(entry)) {
            set = (strings.byteAt(entry, (int) index) & 0x80 >>> (int) (bit & 7)) != 0;
        }
        context.reply().integer(set ? 1 : 0);
    }
}
