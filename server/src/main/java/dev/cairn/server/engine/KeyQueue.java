// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

/** The clients that wait for one key, in the order in which they came. The command thread owns it. */
final class KeyQueue {
    private static final int TYPES = ValueType.values().length;

    private final int database;
    private final long hash;
    private final ByteSlice key;
    private final int[] waitersByType = new int[TYPES];
    private Place first;
    private Place last;
    private int minding;
    private boolean signalled;

    /** A waiter's place in a queue; it keeps its successor when it leaves, so that a walk goes on from it. */
    static final class Place {
        private final KeyQueue queue;
        private final KeyWaiter waiter;
        private Place previous;
        private Place next;
        private boolean left;

        private Place(KeyQueue queue, KeyWaiter waiter) {
            this.queue = queue;
            this.waiter = waiter;
        }

        KeyQueue queue() {
            return queue;
        }

        KeyWaiter waiter() {
            return waiter;
        }

        Place next() {
            return next;
        }

        boolean hasLeft() {
            return left;
        }
    }

    KeyQueue(int database, long hash, ByteSlice key) {
        this.database = database;
        this.hash = hash;
        this.key = key;
    }

    int database() {
        return database;
    }

    /** The key's hash, by which changes are told. */
    long hash() {
        return hash;
    }

    ByteSlice key() {
        return key;
    }

    Place first() {
        return first;
    }

    boolean isEmpty() {
        return first == null;
    }

    boolean isMinding() {
        return minding > 0;
    }

    /** Whether the waiter came last: a key that is named twice is waited for once. */
    boolean endsWith(KeyWaiter waiter) {
        return last != null && last.waiter == waiter;
    }

    Place join(KeyWaiter waiter) {
        Place place = new Place(this, waiter);
        place.previous = last;
        if (last == null) {
            first = place;
        } else {
            last.next = place;
        }
        last = place;
        count(waiter, 1);
        return place;
    }

    void leave(Place place) {
        place.left = true;
        if (place.previous == null) {
            first = place.next;
        } else {
            place.previous.next = place.next;
        }
        if (place.next == null) {
            last = place.previous;
        } else {
            place.next.previous = place.previous;
        }
        count(place.waiter, -1);
    }

    /** Whether anybody is to be tried when the key has a value of this type, or none where it is null. */
    boolean isWanted(ValueType type) {
        return minding > 0 || (type != null && waitersByType[type.code()] > 0);
    }

    boolean isSignalled() {
        return signalled;
    }

    void signalled(boolean value) {
        signalled = value;
    }

    private void count(KeyWaiter waiter, int by) {
        waitersByType[waiter.type().code()] += by;
        minding += waiter.isMindingEveryChange() ? by : 0;
    }
}
