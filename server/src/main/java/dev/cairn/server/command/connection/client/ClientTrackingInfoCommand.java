// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyWriter;

/** Tells how keys are tracked for this connection: not at all. */
final class ClientTrackingInfoCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("trackinginfo", 2, CommandGroup.CONNECTION)
                    .since("6.2.0")
                    .summary(
                            "Returns information about server-assisted client-side caching for the"
                                    + " connection.")
                    .complexity("O(1)")
                    .flags(CommandFlag.NOSCRIPT, CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final long NOT_TRACKING = -1;

    @Override
    public void execute(CommandContext context) {
        ReplyWriter reply = context.reply();
        reply.map(3);
        reply.bulk("flags");
        reply.set(1);
        reply.bulk("off");
        reply.bulk("redirect");
        reply.integer(NOT_TRACKING);
        reply.bulk("prefixes");
        reply.array(0);
    }
}
