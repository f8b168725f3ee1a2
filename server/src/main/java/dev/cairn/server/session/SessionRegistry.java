// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The clients that are connected, in the order in which they came. The command thread owns it. */
public final class SessionRegistry {
    private final Map<Long, Session> sessions = new LinkedHashMap<>();
    private final List<Session> monitors = new ArrayList<>();
    private long nextId = 1;
    private long accepted;
    private long rejected;

    /** The id for the next client. */
    public long nextId() {
        return nextId++;
    }

    public void add(Session session) {
        sessions.put(session.id(), session);
        accepted++;
    }

    public void remove(Session session) {
        sessions.remove(session.id());
        monitors.remove(session);
        session.forgetTransaction();
    }

    /** Counts a connection that was turned away. */
    public void rejected() {
        rejected++;
    }

    public Session find(long id) {
        return sessions.get(id);
    }

    /** All sessions; a live view, so a caller that may end one copies it first. */
    public Collection<Session> all() {
        return sessions.values();
    }

    public int count() {
        return sessions.size();
    }

    /** The sessions that have called {@code MONITOR}. */
    public List<Session> monitors() {
        return monitors;
    }

    public long acceptedCount() {
        return accepted;
    }

    public long rejectedCount() {
        return rejected;
    }

    /** Forgets the totals, as {@code CONFIG RESETSTAT} asks. */
    public void resetCounts() {
        accepted = 0;
        rejected = 0;
    }
}
