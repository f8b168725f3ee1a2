// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.KeyArguments;

import java.util.List;

/** The keys of the command that COMMAND GETKEYS and its kin are asked about. */
final class AskedKeys {
    /** Where the whole command begins: after COMMAND and its subcommand. */
    private static final int BEGIN = 2;

    private AskedKeys() {}

    static List<KeyArguments.Found> findOrReply(CommandContext context) {
        CommandEntry command = context.server().commands().find(context.arg(BEGIN));
        if (command != null && !command.subcommands().isEmpty()) {
            command =
                    context.argc() > BEGIN + 1
                            ? CommandTable.findSubcommand(command, context.arg(BEGIN + 1))
                            : command;
        }
        if (command == null) {
            context.refuse("ERR Invalid command specified");
            return List.of();
        }
        if (command.spec().keySpecs().isEmpty()) {
            context.refuse("ERR The command has no key arguments");
            return List.of();
        }
        if (!command.spec().accepts(context.argc() - BEGIN)) {
            context.refuse("ERR Invalid number of arguments specified for command");
            return List.of();
        }
        List<KeyArguments.Found> found = KeyArguments.find(context.request(), BEGIN, command);
        if (found == null) {
            context.refuse("ERR Invalid arguments specified for command");
            return List.of();
        }
        return found;
    }
}
