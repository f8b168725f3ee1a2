// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.transaction;

import dev.cairn.server.session.Session;
import dev.cairn.server.session.WatchedKeys;

import java.util.Arrays;

/** The keys that one session watches, by database and hash. */
final class SessionWatch implements WatchedKeys {
    private static final int FIRST_CAPACITY = 4;

    private final WatchBoard board;
    private final Session session;
    private int[] databases = new int[FIRST_CAPACITY];
    private long[] hashes = new long[FIRST_CAPACITY];
    private int count;

    SessionWatch(WatchBoard board, Session session) {
        this.board = board;
        this.session = session;
    }

    boolean contains(int database, long hash) {
        for (int i = 0; i < count; i++) {
            if (databases[i] == database && hashes[i] == hash) {
                return true;
            }
        }
        return false;
    }

    void add(int database, long hash) {
        if (count == hashes.length) {
            databases = Arrays.copyOf(databases, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        databases[count] = database;
        hashes[count] = hash;
        count++;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void removeDue() {
        for (int i = 0; i < count; i++) {
            board.removeDue(databases[i], hashes[i]);
        }
    }

    @Override
    public void release() {
        for (int i = 0; i < count; i++) {
            board.unwatch(session, databases[i], hashes[i]);
        }
        count = 0;
    }
}
