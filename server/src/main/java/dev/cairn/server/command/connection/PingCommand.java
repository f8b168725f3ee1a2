// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;

/** Answers, so that a client knows that the connection lives. */
final class PingCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("ping", -1, CommandGroup.CONNECTION)
                    .since("1.0.0")
                    .summary("Returns the server's liveliness response.")
                    .complexity("O(1)")
                    .flags(CommandFlag.FAST)
                    .acl(AclCategory.CONNECTION)
                    .tips("request_policy:all_shards", "response_policy:all_succeeded");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() > 2) {
            context.refuse(ReplyError.wrongArity(SPEC.name()));
        } else if (context.argc() == 2) {
            context.reply().bulk(context.arg(1));
        } else {
            context.reply().simple("PONG");
        }
    }
}
