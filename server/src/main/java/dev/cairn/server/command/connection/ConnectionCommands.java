// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.connection.client.ClientCommand;

import java.util.List;

/** The family of connection commands. */
public final class ConnectionCommands {
    private ConnectionCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        return List.of(
                new AuthCommand(),
                new ClientCommand(),
                new EchoCommand(),
                new HelloCommand(),
                new PingCommand(),
                ReplicaModeCommand.readOnly(),
                ReplicaModeCommand.readWrite(),
                new QuitCommand(),
                new ResetCommand(),
                new SelectCommand());
    }
}
