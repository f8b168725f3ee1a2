// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.metrics.CommandStats;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Session;

/** Tells the metrics of commands. The command thread owns it; it allocates nothing. */
public final class CommandRecorder implements CommandObserver {
    private final ServerMetrics metrics;

    public CommandRecorder(ServerMetrics metrics) {
        this.metrics = metrics;
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
        CommandStats stats = command.stats();
        stats.called(elapsedNanos, metrics.tracksLatency());
        if (failed) {
            stats.failed();
        }
    }

    @Override
    public void rejected(CommandEntry command) {
        command.stats().rejected();
    }

    @Override
    public void error(ReplyError error) {
        metrics.errors().count(error.text());
    }
}
