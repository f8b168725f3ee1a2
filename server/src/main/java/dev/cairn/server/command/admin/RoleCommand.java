// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Tells the server's part in replication: a primary, at its position in the log, without replicas. */
final class RoleCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("role", 1, CommandGroup.SERVER)
                    .since("2.8.12")
                    .summary("Returns the replication role.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.FAST)
                    .acl(AclCategory.ADMIN, AclCategory.DANGEROUS);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.reply().array(3);
        context.reply().bulk("master");
        context.reply().integer(context.server().engine().executedPosition());
        context.reply().array(0);
    }
}
