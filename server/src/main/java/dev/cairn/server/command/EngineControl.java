// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.aof.LogStatus;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Blocker;
import dev.cairn.server.session.Session;

/** What commands may ask of the engine. Used on the command thread. */
public interface EngineControl {
    /** Runs the queued commands of the session's transaction, each with its reply, as one batch of the log. */
    void runQueued(Session session);

    /** Runs one command as if the session had sent it, its reply included; for commands that are made of others. */
    void runNested(Session session, byte[][] arguments);

    /** Lets the session wait: its next request is looked at once the wait is over. */
    void block(Session session, Blocker blocker);

    /** Lets the session wait for keys of the request; see {@link CommandContext#block}. */
    void blockOnKeys(Session session, Request request, KeyWait wait);

    /** How many keys clients wait for; of those, with {@code minding}, how many whose every change they mind. */
    int awaitedKeys(boolean minding);

    /** Ends the session's wait with the reply that {@code last} writes. */
    void unblock(Session session, ReplyAction last);

    /** Stops clients until a moment: all commands, or only those that may write. Extends a pause that is on. */
    void pause(long untilMillis, boolean writesOnly);

    void unpause();

    /** When the pause ends, in milliseconds of wall time; 0 when there is none. */
    long pausedUntilMillis();

    /** Whether the pause lets commands go on that do not write. */
    boolean isPausedForWritesOnly();

    /** Position in the log after everything that has been executed. */
    long executedPosition();

    /** Position in the log before which everything survives a power loss. */
    long durablePosition();

    /** Runs a task once the log is durable up to {@code position}, and asks it to sync soon. */
    void whenDurable(long position, Runnable then);

    /** Whether there is a log: {@code appendonly yes}. */
    boolean isLogging();

    /** Whether data is being brought back, and only commands that say so are served. */
    boolean isLoading();

    /** Wall time in microseconds, read now. */
    long nowMicros();

    /** Seconds since the engine started. */
    long uptimeSeconds();

    /** Writes to a session outside its own input: a line for a monitor, for example. */
    void answer(Session session, ReplyAction action);

    /** The log as it is now, or null when there is none. */
    LogStatus logStatus();

    /** Runs a task on the command thread after the current tick's replies have been handed over. */
    void later(Runnable task);

    /** Writes a reply on the command thread, outside a command. */
    @FunctionalInterface
    interface ReplyAction {
        void write(ReplyWriter reply);
    }
}
