// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.BlockTimeout;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.session.Blocker;

/** Waits until so many replicas have got the client's writes. There are none, so a wait for any ends with its time. */
final class WaitCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("wait", 3, CommandGroup.GENERIC)
                    .since("3.0.0")
                    .summary(
                            "Blocks until the asynchronous replication of all preceding write "
                                    + "commands sent by the connection is completed.")
                    .complexity("O(1)")
                    .flags(CommandFlag.BLOCKING)
                    .acl(AclCategory.CONNECTION)
                    .tips("request_policy:all_shards", "response_policy:agg_min");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long replicas = context.longOrReply(1);
        long deadline = context.refused() ? 0 : BlockTimeout.millisOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        if (replicas <= 0 || context.session().transaction().isOpen()) {
            context.reply().integer(0);
        } else {
            context.server().engine().block(context.session(), new Wait(deadline));
        }
    }

    private record Wait(long deadlineMillis) implements Blocker {
        @Override
        public void timedOut(ReplyWriter reply) {
            reply.integer(0);
        }

        @Override
        public boolean canBeUnblocked() {
            return true;
        }

        @Override
        public void cancelled() {
            // Nobody but the engine knows of this wait.
        }
    }
}
