// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.resp.Request;
import dev.cairn.storage.ChangeListener;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which clients wait for which keys, and which of those keys have changed since they were looked at last.
 *
 * <p>It listens to the keyspace while anybody waits, and then a change of another key costs a look at one counter. The
 * command thread owns it.
 */
final class KeyWaits implements ChangeListener {
    private static final int FILTER_SLOTS = 4096;

    private final Keyspace keyspace;
    private final List<Map<Long, KeyQueue>> databases = new ArrayList<>();
    private final ArrayDeque<KeyQueue> signalled = new ArrayDeque<>();

    /** How many awaited keys share each slot, chosen by the key's hash. */
    private final int[] awaitedBySlot = new int[FILTER_SLOTS];

    private int queueCount;

    KeyWaits(Keyspace keyspace) {
        this.keyspace = keyspace;
        for (int i = 0; i < keyspace.databaseCount(); i++) {
            databases.add(new HashMap<>());
        }
    }

    /** Queues a waiter for keys of a request. */
    void join(KeyWaiter waiter, Request request, int firstKey) {
        int index = waiter.session().database();
        Database database = keyspace.database(index);
        for (int i = 0; i < waiter.places().length; i++) {
            ByteSlice key = request.arg(firstKey + i);
            KeyQueue queue = queue(index, database.changeHash(key), key);
            if (!queue.endsWith(waiter)) {
                waiter.places()[i] = queue.join(waiter);
            }
        }
    }

    /** Takes a waiter out of all its queues. */
    void leave(KeyWaiter waiter) {
        KeyQueue.Place[] places = waiter.places();
        for (int i = 0; i < places.length; i++) {
            KeyQueue.Place place = places[i];
            places[i] = null;
            if (place != null) {
                place.queue().leave(place);
                dropIfEmpty(place.queue());
            }
        }
    }

    boolean isAnySignalled() {
        return !signalled.isEmpty();
    }

    /** Takes the queue out whose key has changed first, where there is one. */
    KeyQueue nextSignalled() {
        KeyQueue queue = signalled.remove();
        queue.signalled(false);
        return queue;
    }

    int keyCount() {
        return queueCount;
    }

    int mindedKeyCount() {
        int count = 0;
        for (Map<Long, KeyQueue> queues : databases) {
            for (KeyQueue queue : queues.values()) {
                count += queue.isMinding() ? 1 : 0;
            }
        }
        return count;
    }

    @Override
    public void changed(int database, long keyHash) {
        if (awaitedBySlot[slot(keyHash)] > 0) {
            KeyQueue queue = databases.get(database).get(keyHash);
            if (queue != null) {
                signal(queue);
            }
        }
    }

    /** Only who minds that a key is gone has to look. */
    @Override
    public void flushed(int database) {
        for (KeyQueue queue : databases.get(database).values()) {
            if (queue.isMinding()) {
                signal(queue);
            }
        }
    }

    @Override
    public void swapped(int a, int b) {
        databases.get(a).values().forEach(this::signal);
        databases.get(b).values().forEach(this::signal);
    }

    private void signal(KeyQueue queue) {
        if (!queue.isSignalled()) {
            queue.signalled(true);
            signalled.add(queue);
        }
    }

    private KeyQueue queue(int database, long hash, ByteSlice key) {
        KeyQueue queue = databases.get(database).get(hash);
        if (queue == null) {
            queue = new KeyQueue(database, hash, ByteSlice.of(key.toBytes()));
            databases.get(database).put(hash, queue);
            awaitedBySlot[slot(hash)]++;
            if (queueCount++ == 0) {
                keyspace.addChangeListener(this);
            }
        }
        return queue;
    }

    private void dropIfEmpty(KeyQueue queue) {
        if (queue.isEmpty()) {
            databases.get(queue.database()).remove(queue.hash());
            awaitedBySlot[slot(queue.hash())]--;
            if (--queueCount == 0) {
                keyspace.removeChangeListener(this);
            }
        }
    }

    private static int slot(long hash) {
        return (int) hash & (FILTER_SLOTS - 1);
    }
}
