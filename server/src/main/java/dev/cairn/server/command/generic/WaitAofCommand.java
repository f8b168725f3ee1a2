// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.BlockTimeout;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.EngineControl;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.session.Blocker;
import dev.cairn.server.session.Session;

/**
 * Waits until what has been written so far would survive a power loss here, and on so many replicas. There are none of
 * those, so a wait for any ends with its time.
 */
final class WaitAofCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("waitaof", 4, CommandGroup.GENERIC)
                    .since("7.2.0")
                    .summary(
                            "Blocks until all of the preceding write commands sent by the"
                                + " connection are written to the append-only file of the primary"
                                + " and/or replicas.")
                    .complexity("O(1)")
                    .flags(CommandFlag.BLOCKING)
                    .acl(AclCategory.CONNECTION)
                    .tips("request_policy:all_shards", "response_policy:agg_min");

    private static final ReplyError NOT_0_OR_1 =
            ReplyError.of("ERR value is out of range, value must between 0 and 1");
    private static final ReplyError NO_LOG =
            ReplyError.of(
                    "ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long local = context.longOrReply(1);
        if (!context.refused() && (local < 0 || local > 1)) {
            context.refuse(NOT_0_OR_1);
        }
        long replicas =
                context.refused()
                        ? 0
                        : context.rangeOrReply(2, 0, Long.MAX_VALUE, ReplyError.MUST_BE_POSITIVE);
        long deadline = context.refused() ? 0 : BlockTimeout.millisOrReply(context, 3);
        if (context.refused()) {
            return;
        }
        EngineControl engine = context.server().engine();
        if (local > 0 && !engine.isLogging()) {
            context.refuse(NO_LOG);
            return;
        }
        DurableWait wait = new DurableWait(engine, deadline, engine.executedPosition());
        boolean satisfied = replicas == 0 && (local == 0 || wait.isDurable());
        if (satisfied || context.session().transaction().isOpen()) {
            wait.reply(context.reply());
            return;
        }
        engine.block(context.session(), wait);
        if (replicas == 0) {
            wait.endWhenDurable(context.session());
        }
    }

    /** Waits for a position of the log. */
    private static final class DurableWait implements Blocker {
        private final EngineControl engine;
        private final long deadlineMillis;
        private final long position;

        DurableWait(EngineControl engine, long deadlineMillis, long position) {
            this.engine = engine;
            this.deadlineMillis = deadlineMillis;
            this.position = position;
        }

        boolean isDurable() {
            return engine.isLogging() && engine.durablePosition() >= position;
        }

        void endWhenDurable(Session session) {
            engine.whenDurable(
                    position,
                    () -> {
                        if (session.blocker() == this) {
                            engine.unblock(session, this::reply);
                        }
                    });
        }

        void reply(ReplyWriter reply) {
            reply.array(2);
            reply.integer(isDurable() ? 1 : 0);
            reply.integer(0);
        }

        @Override
        public long deadlineMillis() {
            return deadlineMillis;
        }

        @Override
        public void timedOut(ReplyWriter reply) {
            reply(reply);
        }

        @Override
        public boolean canBeUnblocked() {
            return true;
        }

        @Override
        public void cancelled() {
            // The task that waits for the log sees that the session waits for something else.
        }
    }
}
