// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands about connections. */
public final class ClientCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("client", -2, CommandGroup.CONNECTION)
                    .since("2.4.0")
                    .summary("A container for client connection commands.")
                    .complexity("Depends on subcommand.")
                    .subcommands(subcommands());

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static List<Command> subcommands() {
        return List.of(
                new ClientCapaCommand(),
                new ClientGetNameCommand(),
                new ClientGetRedirCommand(),
                new ClientHelpCommand(),
                new ClientIdCommand(),
                new ClientImportSourceCommand(),
                new ClientInfoCommand(),
                new ClientKillCommand(),
                new ClientListCommand(),
                new ClientNoEvictCommand(),
                new ClientNoTouchCommand(),
                new ClientPauseCommand(),
                new ClientReplyCommand(),
                new ClientSetInfoCommand(),
                new ClientSetNameCommand(),
                new ClientTrackingInfoCommand(),
                new ClientUnblockCommand(),
                new ClientUnpauseCommand());
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
