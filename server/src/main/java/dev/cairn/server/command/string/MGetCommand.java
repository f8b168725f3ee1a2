// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.ValueType;

/** Answers with several strings; a key that holds something else counts as missing. */
final class MGetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("mget", -2, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary("Atomically returns the string values of one or more keys.")
                    .complexity("O(N) where N is the number of keys to retrieve.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.range(1, -1, 1, "RO", "access"))
                    .tips("request_policy:multi_shard");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        Database database = context.database();
        context.reply().array(context.argc() - 1L);
        for (int i = 1; i < context.argc(); i++) {
            long entry = database.find(context.arg(i));
            boolean isString = entry != 0 && database.type(entry) == ValueType.STRING;
            GetCommand.replyValue(context, isString ? entry : 0);
        }
    }
}
