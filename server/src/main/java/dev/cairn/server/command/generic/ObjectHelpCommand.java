// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Lists the subcommands of OBJECT. */
final class ObjectHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.GENERIC)
                    .since("6.2.0")
                    .summary("Returns helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.KEYSPACE);

    private static final HelpText HELP =
            HelpText.of(
                    "OBJECT",
                    """
                    ENCODING <key>
                        Return the kind of internal representation used in order to store the value
                        associated with a <key>.
                    FREQ <key>
                        Return the access frequency index of the <key>. The returned integer is
                        proportional to the logarithm of the recent access frequency of the key.
                    IDLETIME <key>
                        Return the idle time of the <key>, that is the approximated number of
                        seconds elapsed since the last access to the key.
                    REFCOUNT <key>
                        Return the number of references of the value associated with the specified
                        <key>.
                    """);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        HELP.reply(context.reply());
    }
}
