// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.monitor;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.engine.CommandObserver;
import dev.cairn.server.metrics.CommandStats;
import dev.cairn.server.metrics.LatencyMonitor;
import dev.cairn.server.metrics.NotableCommands;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Session;
import dev.cairn.server.session.SessionRegistry;

import java.nio.charset.StandardCharsets;

/** Takes down every command: in its counters, in the logs of notable commands, in the monitors' feed. */
public final class CommandWatch implements CommandObserver {
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final ServerContext server;
    private final ServerMetrics metrics;
    private final SessionRegistry sessions;
    private final Redaction redaction;
    private final MonitorFeed feed;
    private long tickCommandNanos;

    public CommandWatch(ServerContext server) {
        this.server = server;
        this.metrics = server.metrics();
        this.sessions = server.sessions();
        this.redaction = new Redaction(server.config().directives());
        this.feed = new MonitorFeed(server, redaction);
    }

    @Override
    public void starting(Session session, CommandEntry command, Request request) {
        metrics.commandProcessed();
    }

    @Override
    public void ran(
            Session session,
            CommandEntry command,
            Request request,
            long elapsedNanos,
            long replyLength,
            boolean failed) {
        tickCommandNanos += elapsedNanos;
        CommandStats stats = command.stats();
        if (session.blocker() == null) {
            stats.called(elapsedNanos, metrics.tracksLatency());
        }
        if (failed) {
            stats.failed();
        }
        if (metrics.latency().on()) {
            recordLatency(command, elapsedNanos);
        }
        if (isNotable(elapsedNanos / NANOS_PER_MICRO, request.rawLength(), replyLength)
                && !command.has(CommandFlag.SKIP_COMMANDLOG)) {
            note(session, command, request, elapsedNanos / NANOS_PER_MICRO, replyLength);
        }
        if (!sessions.monitors().isEmpty()
                && !command.has(CommandFlag.ADMIN)
                && !command.has(CommandFlag.SKIP_MONITOR)) {
            feed.show(session, command, request);
        }
    }

    @Override
    public void ended(CommandEntry command, long elapsedNanos, boolean failed, boolean rejected) {
        CommandStats stats = command.stats();
        stats.called(elapsedNanos, metrics.tracksLatency());
        if (failed) {
            stats.failed();
        }
        if (rejected) {
            stats.rejected();
        }
    }

    @Override
    public void rejected(CommandEntry command) {
        command.stats().rejected();
    }

    @Override
    public void tick(long elapsedNanos) {
        metrics.eventLoop().cycle(elapsedNanos, tickCommandNanos);
        tickCommandNanos = 0;
    }

    @Override
    public void error(ReplyError error) {
        metrics.errors().count(error.text());
    }

    private void recordLatency(CommandEntry command, long elapsedNanos) {
        String event =
                command.has(CommandFlag.FAST)
                        ? LatencyMonitor.FAST_COMMAND
                        : LatencyMonitor.COMMAND;
        metrics.latency().record(event, elapsedNanos, server.engine().nowMicros() / 1000);
    }

    private boolean isNotable(long micros, long requestLength, long replyLength) {
        return metrics.slow().isNotable(micros)
                || metrics.largeRequests().isNotable(requestLength)
                || metrics.largeReplies().isNotable(replyLength);
    }

    private void note(
            Session session, CommandEntry command, Request request, long micros, long replyLength) {
        noteIn(metrics.slow(), micros, session, command, request);
        noteIn(metrics.largeRequests(), request.rawLength(), session, command, request);
        noteIn(metrics.largeReplies(), replyLength, session, command, request);
    }

    private void noteIn(
            NotableCommands log,
            long value,
            Session session,
            CommandEntry command,
            Request request) {
        if (log.isNotable(value)) {
            log.add(
                    server.engine().nowMicros() / MICROS_PER_SECOND,
                    value,
                    new ShownWords(command, request, redaction),
                    session.output().remoteAddress(),
                    session.name().getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
