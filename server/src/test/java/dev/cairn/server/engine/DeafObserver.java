// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Session;

/** Takes no note of anything. */
final class DeafObserver implements CommandObserver {
    @Override
    public void starting(Session session, CommandEntry command, Request request) {}

    @Override
    public void ran(
            Session session,
            CommandEntry command,
            Request request,
            long elapsedNanos,
            long replyLength,
            boolean failed) {}

    @Override
    public void ended(CommandEntry command, long elapsedNanos, boolean failed, boolean rejected) {}

    @Override
    public void rejected(CommandEntry command) {}

    @Override
    public void tick(long elapsedNanos) {}

    @Override
    public void error(ReplyError error) {}
}
