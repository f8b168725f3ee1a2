// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.EngineControl.ReplyAction;
import dev.cairn.server.command.KeyWait;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Blocker;
import dev.cairn.server.session.ReplyMode;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.ValueType;

import java.util.Arrays;

/**
 * Lets sessions wait and ends their waits: because their time is over, because somebody says so, or because a key that
 * they wait for is ready, in which case their command is run again as if it came right behind the one that made it so.
 *
 * <p>Replies of those who waited are written by a writer of their own, so that the client that is being served does not
 * notice. The command thread owns it.
 */
final class SessionWaits {
    private final Engine engine;
    private final Keyspace keyspace;
    private final CommandRunner runner;
    private final ReplyWriter reply;
    private final BlockedSessions deadlines = new BlockedSessions();
    private final KeyWaits keyWaits;

    /** Whose command is being run again, or null. */
    private KeyWaiter retried;

    /**
     * @param runner runs the commands of those who waited, and writes to {@code reply}
     */
    SessionWaits(Engine engine, Keyspace keyspace, CommandRunner runner, ReplyWriter reply) {
        this.engine = engine;
        this.keyspace = keyspace;
        this.runner = runner;
        this.reply = reply;
        this.keyWaits = new KeyWaits(keyspace);
    }

    void block(Session session, Blocker blocker) {
        session.blocker(blocker);
        session.waitsSilently(session.replyMode() != ReplyMode.ON);
        deadlines.add(session);
    }

    void blockOnKeys(Session session, Request request, KeyWait wait) {
        if (retried != null && retried.session() == session) {
            session.blocker(retried);
            return;
        }
        KeyWaiter waiter = new KeyWaiter(keyWaits, session, retryOf(request, wait), wait);
        keyWaits.join(waiter, request, wait.firstKey());
        block(session, waiter);
    }

    private static byte[] retryOf(Request request, KeyWait wait) {
        Request retry = request;
        if (wait.retryArguments() != null) {
            retry = new Request();
            retry.setArguments(wait.retryArguments());
        }
        int from = retry.rawOffset();
        return Arrays.copyOfRange(retry.rawArray(), from, from + retry.rawLength());
    }

    /** Ends a wait with a last reply; the session's further input is looked at when the tick ends. */
    void unblock(Session session, ReplyAction last) {
        Blocker blocker = session.blocker();
        if (blocker != null) {
            session.blocker(null);
            blocker.cancelled();
            reply.begin(session.output(), session.protocol());
            reply.discard(session.waitsSilently());
            long errorsBefore = reply.errors();
            last.write(reply);
            runner.ended(session, reply.errors() != errorsBefore);
            ended(session);
        }
    }

    /** Ends the waits whose time is over. */
    void onClock(long nowMillis) {
        if (deadlines.nextDeadlineMillis() <= nowMillis) {
            for (Session session : deadlines.due(nowMillis)) {
                unblock(session, session.blocker()::timedOut);
            }
        }
    }

    int awaitedKeys(boolean minding) {
        return minding ? keyWaits.mindedKeyCount() : keyWaits.keyCount();
    }

    boolean isAnyReady() {
        return keyWaits.isAnySignalled();
    }

    /** Runs the commands again that wait for keys which have changed, until no further key changes by that. */
    void serveReady() {
        while (!engine.standsStill() && keyWaits.isAnySignalled()) {
            serve(keyWaits.nextSignalled());
        }
    }

    private void serve(KeyQueue queue) {
        for (KeyQueue.Place place = queue.first(); place != null; place = place.next()) {
            ValueType found = typeOf(queue);
            if (engine.standsStill() || !queue.isWanted(found)) {
                return;
            }
            KeyWaiter waiter = place.waiter();
            if (!place.hasLeft() && waiter.wants(found) && !waiter.session().isClosing()) {
                retry(waiter);
            }
        }
    }

    private ValueType typeOf(KeyQueue queue) {
        var database = keyspace.database(queue.database());
        long entry = database.peek(queue.key());
        return entry == 0 ? null : database.type(entry);
    }

    private void retry(KeyWaiter waiter) {
        Session session = waiter.session();
        session.blocker(null);
        retried = waiter;
        reply.begin(session.output(), session.protocol());
        reply.discard(session.waitsSilently());
        runner.retry(session, waiter.request());
        retried = null;
        if (session.blocker() == null) {
            waiter.cancelled();
            ended(session);
        }
    }

    private void ended(Session session) {
        reply.end();
        engine.replied(session);
        engine.later(session.output()::resume);
    }
}
