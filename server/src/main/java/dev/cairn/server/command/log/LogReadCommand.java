// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.log;

import dev.cairn.server.command.BlockTimeout;
import dev.cairn.server.command.ChangeFeed;
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
 * Reads the log as XREAD reads a stream: what stands behind a position that the client keeps, waiting for it when asked
 * to. The files are read on another thread while the session waits.
 */
final class LogReadCommand implements Command {
    static final ReplyError NO_LOG = ReplyError.of("ERR there is no log: appendonly is no");

    private static final ReplyError BAD_POSITION =
            ReplyError.of("ERR position must be a number of the log, 0 for its begin or $");
    private static final ReplyError BAD_COUNT =
            ReplyError.of("ERR value is out of range, must be positive");

    private static final CommandSpec SPEC =
            CommandSpec.of("read", -4, CommandGroup.SERVER)
                    .since("9.1.2")
                    .summary(
                            "Returns commands of the log behind a position. Blocks until there is"
                                    + " one otherwise.")
                    .complexity("O(N) with N being the number of commands returned.")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.BLOCKING,
                            CommandFlag.NO_MULTI);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    /** What the client asked for; the deadline is 0 when it does not wait. */
    private record Wish(long from, long count, long deadlineMillis) {}

    @Override
    public void execute(CommandContext context) {
        ChangeFeed feed = context.server().feed();
        if (feed == null) {
            context.refuse(NO_LOG);
            return;
        }
        Wish wish = wishOrReply(context);
        if (context.refused()) {
            return;
        }
        EngineControl engine = context.server().engine();
        boolean waits = wish.deadlineMillis > 0;
        if (!waits && wish.from >= engine.executedPosition()) {
            context.reply().nullArray();
            return;
        }
        FeedWait wait =
                new FeedWait(
                        engine, context.session(), waits ? wish.deadlineMillis : Long.MAX_VALUE);
        engine.block(context.session(), wait);
        engine.later(() -> feed.read(wish.from, wish.count, waits, wait));
    }

    private static Wish wishOrReply(CommandContext context) {
        long from = -1;
        long count = Long.MAX_VALUE;
        long deadline = 0;
        for (int i = 2; i < context.argc(); i += 2) {
            if (i + 1 == context.argc()) {
                context.refuse(ReplyError.SYNTAX);
            } else if (context.request().is(i, "FROM")) {
                from = positionOrReply(context, i + 1);
            } else if (context.request().is(i, "COUNT")) {
                count = context.rangeOrReply(i + 1, 1, Long.MAX_VALUE, BAD_COUNT);
            } else if (context.request().is(i, "BLOCK")) {
                deadline = BlockTimeout.millisOrReply(context, i + 1);
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
            if (context.refused()) {
                return null;
            }
        }
        if (from < 0) {
            context.refuse(ReplyError.SYNTAX);
        }
        return new Wish(from, count, deadline);
    }

    private static long positionOrReply(CommandContext context, int index) {
        long end = context.server().engine().executedPosition();
        if (context.request().is(index, "$")) {
            return end;
        }
        long position = context.rangeOrReply(index, 0, Long.MAX_VALUE, BAD_POSITION);
        if (!context.refused() && position > end) {
            context.refuse(
                    ReplyError.of(
                            "ERR position "
                                    + position
                                    + " is beyond the log's end at "
                                    + end
                                    + ": it belongs to another log"));
        }
        return position;
    }

    /** The session's wait for what the feed reads. */
    private static final class FeedWait implements Blocker, ChangeFeed.Reader {
        private final EngineControl engine;
        private final Session session;
        private final long deadlineMillis;
        private volatile boolean over;

        FeedWait(EngineControl engine, Session session, long deadlineMillis) {
            this.engine = engine;
            this.session = session;
            this.deadlineMillis = deadlineMillis;
        }

        @Override
        public boolean isWaiting() {
            return !over;
        }

        @Override
        public void commands(byte[] resp) {
            engine.unblock(session, reply -> reply.raw(resp));
        }

        @Override
        public void nothing() {
            engine.unblock(session, ReplyWriter::nullArray);
        }

        @Override
        public void failed(String why) {
            engine.unblock(session, reply -> reply.error("ERR " + why));
        }

        @Override
        public long deadlineMillis() {
            return deadlineMillis;
        }

        @Override
        public void timedOut(ReplyWriter reply) {
            reply.nullArray();
        }

        @Override
        public boolean canBeUnblocked() {
            return true;
        }

        @Override
        public void cancelled() {
            over = true;
        }
    }
}
