// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.admin.commandlog.CommandLogCommand;
import dev.cairn.server.command.admin.commandlog.SlowLogCommand;
import dev.cairn.server.command.admin.debug.DebugCommand;
import dev.cairn.server.command.admin.info.InfoCommand;
import dev.cairn.server.command.admin.introspection.CommandCommand;
import dev.cairn.server.command.admin.latency.LatencyCommand;
import dev.cairn.server.command.admin.memory.MemoryCommand;

import java.util.List;

/** The family of commands for those who run the server. */
public final class AdminCommands {
    private AdminCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        return List.of(
                new InfoCommand(),
                new DebugCommand(),
                new MemoryCommand(),
                new BgRewriteAofCommand(),
                new BgSaveCommand(),
                new CommandCommand(),
                new CommandLogCommand(),
                new DbSizeCommand(),
                new FlushAllCommand(),
                new FlushDbCommand(),
                new LastSaveCommand(),
                new LatencyCommand(),
                new LolwutCommand(),
                new MonitorCommand(),
                new RoleCommand(),
                new SaveCommand(),
                new ShutdownCommand(),
                new SlowLogCommand(),
                new SwapDbCommand(),
                new TimeCommand());
    }
}
