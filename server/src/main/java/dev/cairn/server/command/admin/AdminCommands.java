// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.admin.introspection.CommandCommand;

import java.util.List;

/** The family of commands for those who run the server. */
public final class AdminCommands {
    private AdminCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        return List.of(
                new BgRewriteAofCommand(),
                new BgSaveCommand(),
                new CommandCommand(),
                new DbSizeCommand(),
                new FlushAllCommand(),
                new FlushDbCommand(),
                new LastSaveCommand(),
                new LolwutCommand(),
                new MonitorCommand(),
                new RoleCommand(),
                new SaveCommand(),
                new ShutdownCommand(),
                new SwapDbCommand(),
                new TimeCommand());
    }
}
