// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.transaction;

import dev.cairn.server.session.Session;
import dev.cairn.storage.ChangeListener;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sessions watch which keys, on one server.
 *
 * <p>Keys stand here by database and keyed hash, as the keyspace tells of changes. While nobody watches anything, the
 * keyspace has no listener and changes cost nothing; else a change costs a look into one map.
 */
final class WatchBoard implements ChangeListener {
    /**
     * A watched key, and who watches it. Whether it exists is known from the last time somebody began to watch; if that has
     * changed since, those who watch have been told.
     */
    private static final class Watched {
        private final ByteSlice key;
        private final List<Session> sessions = new ArrayList<>(1);
        private boolean exists;

        /** Whether it was not there when databases were swapped: what was due by then may go and has not changed. */
        private boolean missing;

        Watched(ByteSlice key) {
            this.key = key;
        }
    }

    private final List<Map<Long, Watched>> databases = new ArrayList<>();
    private Keyspace keyspace;
    private int watchCount;

    /** Has a session watch a key, once. */
    void watch(Session session, Database database, ByteSlice key) {
        SessionWatch watch = (SessionWatch) session.watch();
        if (watch == null) {
            watch = new SessionWatch(this, session);
            session.watch(watch);
        }
        // A key that is due goes first: its going later is no change of what was watched.
        boolean exists = database.exists(key);
        long hash = database.changeHash(key);
        if (watch.contains(database.index(), hash)) {
            return;
        }
        attach(database.keyspace());
        Watched watched = of(database.index()).get(hash);
        if (watched == null) {
            watched = new Watched(ByteSlice.of(key.toBytes()));
            of(database.index()).put(hash, watched);
        }
        watched.exists = exists;
        watched.missing = false;
        watched.sessions.add(session);
        watch.add(database.index(), hash);
    }

    /** Ends a session's watch over a key. */
    void unwatch(Session session, int database, long hash) {
        Map<Long, Watched> keys = of(database);
        Watched watched = keys.get(hash);
        watched.sessions.remove(session);
        if (watched.sessions.isEmpty()) {
            keys.remove(hash);
        }
        watchCount--;
        if (watchCount == 0) {
            keyspace.removeChangeListener(this);
        }
    }

    /** Has a watched key removed if it is due, which is then told as a change. */
    void removeDue(int database, long hash) {
        keyspace.database(database).exists(of(database).get(hash).key);
    }

    private void attach(Keyspace watchedKeyspace) {
        keyspace = watchedKeyspace;
        if (watchCount == 0) {
            keyspace.addChangeListener(this);
        }
        watchCount++;
    }

    private Map<Long, Watched> of(int database) {
        while (databases.size() <= database) {
            databases.add(new HashMap<>());
        }
        return databases.get(database);
    }

    @Override
    public void changed(int database, long keyHash) {
        Watched watched = of(database).get(keyHash);
        if (watched != null && !(watched.missing && isMissing(database, watched))) {
            tell(watched);
        }
    }

    @Override
    public void flushed(int database) {
        for (Watched watched : of(database).values()) {
            if (watched.exists) {
                tell(watched);
            }
        }
    }

    /** A key changes that is there on either side. */
    @Override
    public void swapped(int a, int b) {
        if (a != b) {
            tellSwapped(a);
            tellSwapped(b);
        }
    }

    private void tellSwapped(int database) {
        for (Watched watched : of(database).values()) {
            watched.missing = isMissing(database, watched);
            if (watched.exists || !watched.missing) {
                tell(watched);
            }
        }
    }

    private boolean isMissing(int database, Watched watched) {
        return keyspace.database(database).peek(watched.key) == 0;
    }

    private static void tell(Watched watched) {
        for (int i = 0; i < watched.sessions.size(); i++) {
            watched.sessions.get(i).transaction().watchedChanged();
        }
    }
}
