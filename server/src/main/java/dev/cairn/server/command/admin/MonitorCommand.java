// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.session.Session;

/** Shows the client every command that runs from now on. */
final class MonitorCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("monitor", 1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("Listens for all requests received by the server in real-time.")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        Session session = context.session();
        if (!session.isMonitor()) {
            session.monitor(true);
            context.server().sessions().monitors().add(session);
            context.reply().ok();
        }
    }
}
