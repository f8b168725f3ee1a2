// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Tells when the last snapshot was finished, in seconds since 1970. */
final class LastSaveCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("lastsave", 1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("Returns the Unix timestamp of the last successful save to disk.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE, CommandFlag.FAST)
                    .acl(AclCategory.ADMIN, AclCategory.DANGEROUS)
                    .tips("nondeterministic_output");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.reply().integer(context.server().metrics().persistence().lastSaveMillis() / 1000);
    }
}
