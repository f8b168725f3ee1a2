// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.config;

import dev.cairn.server.command.Command;

import java.util.List;

/** The family of configuration commands. */
public final class ConfigCommands {
    private ConfigCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        return List.of(new ConfigCommand());
    }
}
