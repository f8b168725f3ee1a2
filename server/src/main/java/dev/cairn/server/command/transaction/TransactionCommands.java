// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.transaction;

import dev.cairn.server.command.Command;

import java.util.List;

/** The family of transaction commands. */
public final class TransactionCommands {
    private TransactionCommands() {}

    /** Each command of the family once, for one server. */
    public static List<Command> all() {
        WatchBoard board = new WatchBoard();
        return List.of(
                new DiscardCommand(),
                new ExecCommand(),
                new MultiCommand(),
                new UnwatchCommand(),
                new WatchCommand(board));
    }
}
