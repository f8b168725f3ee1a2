// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.group;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.stream.StreamAccess;

/** Removes a group with all that it has pending. */
final class XGroupDestroyCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("destroy", 4, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Destroys a consumer group.")
                    .complexity(
                            "O(N) where N is the number of entries in the group's pending entries"
                                    + " list (PEL).")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(2, "RW", "delete"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long stream = GroupAccess.streamOrReply(context, false);
        if (context.refused()) {
            return;
        }
        boolean destroyed = StreamAccess.streams(context).groups().destroy(stream, context.arg(3));
        if (destroyed) {
            // Whoever waits for the group's entries has to be told.
            StreamAccess.changed(context, context.arg(2));
        }
        context.reply().integer(destroyed ? 1 : 0);
    }
}
