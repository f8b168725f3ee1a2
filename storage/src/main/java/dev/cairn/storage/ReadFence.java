// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Remembers when keys were last written, so that the engine knows what a read has to wait for.
 *
 * <p>Each write leaves its stamp with the hash of its key, until that stamp has settled; a read raises the read stamp to
 * that of its key. So a read waits for a write of its own key and for no other, however many are on their way; but where
 * {@value #MAX_WRITES} of them do not suffice all reads wait, until what was written by then has settled.
 *
 * <p>Nothing is remembered until {@link #watch} says who knows what has settled.
 */
public final class ReadFence {
    private static final int FIRST_LENGTH = 1 << 11;

    /** So many may be remembered at once: 4 MiB, and as much again while they are sorted out. */
    static final int MAX_WRITES = 1 << 16;

    /** Pairs of a hash and its stamp, found by linear probing and at most half full; the stamp 0 is a free place. */
    private long[] places = new long[FIRST_LENGTH];

    /** Empty, for the next change over; null until it is needed. */
    private long[] spare;

    private int count;

    /** Up to which stamp nobody waits any more; null while nobody waits at all. */
    private LongSupplier settled;

    /** What every read waits for. */
    private long floor;

    private long stamp;
    private long newest;
    private long read;

    /** From now on reads wait for what has not settled, what was written before included; null: for nothing. */
    public void watch(LongSupplier newSettled) {
        settled = newSettled;
        forget();
    }

    /** Sets the stamp of the writes to come; stamps rise. */
    public void stamp(long newStamp) {
        stamp = newStamp;
    }

    void wrote(long hash) {
        newest = stamp;
        if (settled == null || stamp <= floor) {
            return;
        }
        int place = find(places, hash);
        if (places[place + 1] == 0) {
            places[place] = hash;
            count++;
        }
        places[place + 1] = stamp;
        if (4 * count > places.length) {
            renew();
        }
    }

    /** Every key may have been written. */
    public void wroteEverything() {
        newest = stamp;
        forget();
    }

    void read(long hash) {
        long written = count == 0 ? 0 : places[find(places, hash) + 1];
        read = Math.max(read, Math.max(written, floor));
    }

    void readEverything() {
        read = Math.max(read, newest);
    }

    /** The highest stamp of any key that was looked up since {@link #clearReadStamp}. */
    public long readStamp() {
        return read;
    }

    public void clearReadStamp() {
        read = 0;
    }

    /** Lets every read wait for what was written so far, in place of what is remembered. */
    private void forget() {
        floor = newest;
        if (count > 0) {
            count = 0;
            places = new long[FIRST_LENGTH];
            spare = null;
        }
    }

    /** Where a hash is, or the free place where it belongs. */
    private static int find(long[] places, long hash) {
        int mask = places.length - 2;
        int place = (int) (hash << 1) & mask;
        while (places[place + 1] != 0 && places[place] != hash) {
            place = (place + 2) & mask;
        }
        return place;
    }

    /** Drops what has settled, and takes as many places as the rest is worth. */
    private void renew() {
        long until = settled.getAsLong();
        int kept = 0;
        for (int place = 0; place < places.length; place += 2) {
            if (places[place + 1] > until) {
                kept++;
            }
        }
        if (kept > MAX_WRITES) {
            forget();
            return;
        }
        int length = lengthFor(kept);
        long[] renewed = spare != null && spare.length == length ? spare : new long[length];
        for (int place = 0; place < places.length; place += 2) {
            if (places[place + 1] > until) {
                int to = find(renewed, places[place]);
                renewed[to] = places[place];
                renewed[to + 1] = places[place + 1];
            }
        }
        Arrays.fill(places, 0);
        spare = places;
        places = renewed;
        count = kept;
    }

    /** A quarter of the places is taken at most; as many as before are kept unless they are far too many. */
    private int lengthFor(int writes) {
        int length = FIRST_LENGTH;
        while (length < 8 * writes) {
            length *= 2;
        }
        return length < places.length && 8 * length > places.length ? places.length : length;
    }
}
