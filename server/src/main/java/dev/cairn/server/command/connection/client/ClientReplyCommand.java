// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.session.ReplyMode;
import dev.cairn.server.session.Session;

/** Turns replies on or off, or skips the next one. Only {@code ON} is answered. */
final class ClientReplyCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("reply", 3, CommandGroup.CONNECTION)
                    .since("3.2.0")
                    .summary("Instructs the server whether to reply to commands.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.NO_MULTI,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        Session session = context.session();
        if (context.request().is(2, "ON")) {
            session.replyMode(ReplyMode.ON);
            context.reply().discard(false);
            context.reply().ok();
        } else if (context.request().is(2, "OFF")) {
            session.replyMode(ReplyMode.OFF);
        } else if (context.request().is(2, "SKIP")) {
            if (session.replyMode() != ReplyMode.OFF) {
                session.replyMode(ReplyMode.SKIP_NEXT);
            }
        } else {
            context.refuse(ReplyError.SYNTAX);
        }
    }
}
