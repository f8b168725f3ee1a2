// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.type.string.Strings;

/** Sets several strings. */
final class MSetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("mset", -3, CommandGroup.STRING)
                    .since("1.0.1")
                    .summary(
                            "Atomically creates or modifies the string values of one or more keys.")
                    .complexity("O(N) where N is the number of keys to set.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.range(1, -1, 2, "OW", "update"))
                    .tips("request_policy:multi_shard", "response_policy:all_succeeded");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() % 2 == 0) {
            context.refuse(ReplyError.wrongArity(context.command().fullName()));
            return;
        }
        setPairs(context);
        context.reply().ok();
    }

    /** Sets each key to the value that stands behind it. */
    static void setPairs(CommandContext context) {
        Strings strings = context.database().strings();
        for (int i = 1; i < context.argc(); i += 2) {
            strings.set(context.arg(i), context.arg(i + 1), -1, false);
        }
    }
}
