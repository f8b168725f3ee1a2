// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.connection.ConnectionCommands;

import java.util.ArrayList;
import java.util.List;

/** All commands that the server speaks: each family lists its own, once. */
final class CommandFamilies {
    private CommandFamilies() {}

    static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.addAll(ConnectionCommands.all());
        return all;
    }
}
