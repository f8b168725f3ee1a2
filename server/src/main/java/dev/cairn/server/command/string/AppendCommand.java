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
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.string.Strings;

/** Adds text to the end of a string. */
final class AppendCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("append", 3, CommandGroup.STRING)
                    .since("2.0.0")
                    .summary(
                            "Appends a string to the value of a key. Creates the key if it doesn't "
                                    + "exist.")
                    .complexity(
                            "O(1). The amortized time complexity is O(1) assuming the appended"
                                + " value is small and the already present value is of any size,"
                                + " since the dynamic string library used by the server will double"
                                + " the free space available on every reallocation.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "insert"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        ByteSlice key = context.arg(1);
        ByteSlice tail = context.arg(2);
        long entry = context.findForWriteOrReply(key, ValueType.STRING);
        if (context.refused()) {
            return;
        }
        Strings strings = context.database().strings();
        if (entry != 0) {
            StringLimit.checkOrReply(context, strings.length(entry), tail.length());
            if (context.refused()) {
                return;
            }
        }
        context.reply().integer(strings.append(key, entry, tail));
    }
}
