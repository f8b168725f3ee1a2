// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.log;

import dev.cairn.server.command.Command;

import java.util.List;

/** The family of commands on the log. */
public final class LogCommands {
    private LogCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        return List.of(new LogCommand());
    }
}
