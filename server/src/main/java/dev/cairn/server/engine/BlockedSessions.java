// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.session.Session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The sessions that wait, by the moment at which their wait ends by itself. A wait that ended otherwise leaves its place
 * in the queue behind, which is dropped when its moment comes or when such places are the greater part. The command thread owns it.
 */
final class BlockedSessions {
    private record Wait(long deadlineMillis, Session session, Object blocker) {
        boolean isOn() {
            return session.blocker() == blocker;
        }
    }

    private static final int FIRST_SWEEP = 64;

    private int sizeToSweep = FIRST_SWEEP;

    private final PriorityQueue<Wait> waits =
            new PriorityQueue<>(Comparator.comparingLong(Wait::deadlineMillis));

    void add(Session session) {
        long deadline = session.blocker().deadlineMillis();
        if (deadline != Long.MAX_VALUE) {
            waits.add(new Wait(deadline, session, session.blocker()));
            if (waits.size() > sizeToSweep) {
                waits.removeIf(wait -> !wait.isOn());
                sizeToSweep = Math.max(FIRST_SWEEP, 2 * waits.size());
            }
        }
    }

    /** The earliest deadline; {@link Long#MAX_VALUE} when there is none. */
    long nextDeadlineMillis() {
        return waits.isEmpty() ? Long.MAX_VALUE : waits.peek().deadlineMillis();
    }

    /** Takes out the sessions whose wait is over at this time. */
    List<Session> due(long nowMillis) {
        List<Session> due = new ArrayList<>();
        while (!waits.isEmpty() && waits.peek().deadlineMillis() <= nowMillis) {
            Wait wait = waits.remove();
            if (wait.isOn()) {
                due.add(wait.session());
            }
        }
        return due;
    }
}
