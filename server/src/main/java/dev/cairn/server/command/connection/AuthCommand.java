// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;

/** Authenticates the connection: {@code AUTH password} or {@code AUTH default password}. */
final class AuthCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("auth", -2, CommandGroup.CONNECTION)
                    .since("1.0.0")
                    .summary("Authenticates the connection.")
                    .complexity("O(N) where N is the number of passwords defined for the user")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.FAST,
                            CommandFlag.NO_AUTH,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.CONNECTION)
                    .changed("6.0.0", "Added ACL style (username and password).");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError NO_PASSWORD =
            ReplyError.of(
                    "ERR AUTH <password> called without any password configured for the default"
                            + " user. Are you sure your configuration is correct?");

    @Override
    public void execute(CommandContext context) {
        if (context.argc() > 3) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        boolean right;
        if (context.argc() == 3) {
            right = Credentials.authenticate(context, context.arg(1), context.arg(2));
        } else if (Credentials.isOpen(context.server())) {
            context.refuse(NO_PASSWORD);
            return;
        } else {
            right = Credentials.authenticate(context, context.arg(1));
        }
        if (right) {
            context.reply().ok();
        } else {
            context.refuse(Credentials.WRONG);
        }
    }
}
