// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Session;

/** Who is told of commands: the metrics, the slow log, the monitors. Called on the command thread; allocates nothing. */
public interface CommandObserver {
    /** A command is about to run. */
    void starting(Session session, CommandEntry command, Request request);

    /** A command has run: how long that took and how many bytes its reply has. */
    void ran(
            Session session,
            CommandEntry command,
            Request request,
            long elapsedNanos,
            long replyLength,
            boolean failed);

    /** A command has ended that let its client wait: served, refused when its turn came, or ended from outside. */
    void ended(CommandEntry command, long elapsedNanos, boolean failed, boolean rejected);

    /** A command was refused before it ran. */
    void rejected(CommandEntry command);

    /** A tick is over: how long it took from its first input to its last work. */
    void tick(long elapsedNanos);

    /** An error was sent to a client, by a command or in its place. */
    void error(ReplyError error);
}
