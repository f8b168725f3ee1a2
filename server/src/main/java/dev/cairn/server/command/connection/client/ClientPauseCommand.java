// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;

/** Stops clients for a time: all commands, or only those that write. */
final class ClientPauseCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("pause", -3, CommandGroup.CONNECTION)
                    .since("3.0.0")
                    .summary("Suspends commands processing.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION)
                    .changed(
                            "6.2.0",
                            "`CLIENT PAUSE WRITE` mode added along with the `mode` option.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError NOT_A_TIMEOUT =
            ReplyError.of("ERR timeout is not an integer or out of range");

    @Override
    public void execute(CommandContext context) {
        boolean writesOnly = false;
        if (context.argc() == 4) {
            writesOnly = context.request().is(3, "WRITE");
            if (!writesOnly && !context.request().is(3, "ALL")) {
                context.refuse("ERR CLIENT PAUSE mode must be WRITE or ALL");
                return;
            }
        } else if (context.argc() > 4) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        long millis = context.longOrReply(2, NOT_A_TIMEOUT);
        if (context.refused()) {
            return;
        }
        if (millis < 0) {
            context.refuse("ERR timeout is negative");
        } else if (millis > Long.MAX_VALUE - context.nowMillis()) {
            context.refuse("ERR timeout is out of range");
        } else {
            context.server().engine().pause(context.nowMillis() + millis, writesOnly);
            context.reply().ok();
        }
    }
}
