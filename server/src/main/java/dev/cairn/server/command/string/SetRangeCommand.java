// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.StringLimit;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.string.Strings;

/** Overwrites a part of a string, which grows with zero bytes as need be. */
final class SetRangeCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("setrange", 4, CommandGroup.STRING)
                    .since("2.2.0")
                    .summary(
                            "Overwrites a part of a string value with another by an offset. "
                                    + "Creates the key if it doesn't exist.")
                    .complexity(
                            "O(1), not counting the time taken to copy the new string in place."
                                + " Usually, this string is very small so the amortized complexity"
                                + " is O(1). Otherwise, complexity is O(M) with M being the length"
                                + " of the value argument.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "update"));

    private static final ReplyError NEGATIVE_OFFSET = ReplyError.of("ERR offset is out of range");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long offset = context.longOrReply(2);
        if (context.refused()) {
            return;
        }
        if (offset < 0) {
            context.refuse(NEGATIVE_OFFSET);
            return;
        }
        ByteSlice key = context.arg(1);
        ByteSlice bytes = context.arg(3);
        long entry = context.findForWriteOrReply(key, ValueType.STRING);
        if (context.refused()) {
            return;
        }
        Strings strings = context.database().strings();
        if (bytes.length() == 0) {
            context.reply().integer(entry == 0 ? 0 : strings.length(entry));
            return;
        }
        StringLimit.checkOrReply(context, offset, bytes.length());
        if (!context.refused()) {
            context.reply().integer(strings.setRange(key, (int) offset, bytes));
        }
    }
}
