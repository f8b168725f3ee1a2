// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandTable;
import dev.cairn.storage.memory.ByteSlice;

/** Finds commands by their full names. */
final class CommandNames {
    private CommandNames() {}

    /** The command called {@code get}, or the subcommand called {@code config|get}; null when there is none. */
    static CommandEntry find(CommandTable table, ByteSlice name) {
        String text = name.toLatin1();
        int bar = text.indexOf('|');
        if (bar < 0) {
            return table.find(name);
        }
        CommandEntry container = table.find(ByteSlice.of(text.substring(0, bar)));
        return container == null
                ? null
                : CommandTable.findSubcommand(container, ByteSlice.of(text.substring(bar + 1)));
    }
}
