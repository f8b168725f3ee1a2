// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.expiry.DeadlineIndex;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.time.RandomSource;

/**
 * The keys of a database: a table with an index of deadlines. SWAPDB exchanges these between databases, FLUSHDB puts a
 * new one in place, and a snapshot walks those that there were at its start.
 */
public final class KeyTable {
    /** The place of a table that no running snapshot has to walk. */
    public static final int NOT_WALKED = -1;

    private final SwissTable table;
    private final DeadlineIndex deadlines;
    private final Memory memory;
    private long root;
    private long expires;
    private double deadlineSum;
    private long withExpiringElements;
    private int walkPlace = NOT_WALKED;

    public KeyTable(SwissTable table, DeadlineIndex deadlines) {
        this.table = table;
        this.deadlines = deadlines;
        this.memory = table.memory();
    }

    /** The table's root, 0 while there has been no key. */
    public long root() {
        return root;
    }

    /** The table's root, which is made if need be. */
    public long madeRoot() {
        if (root == 0) {
            root = table.create();
        }
        return root;
    }

    /** Hears that about so many keys will come, where there are none yet. */
    public void expect(long count) {
        table.presize(madeRoot(), count);
    }

    /** Hears that, as it looks, there will be so many keys in the end. */
    public void growTowards(long count) {
        table.expect(madeRoot(), count);
    }

    /** Gives back what was taken for keys that did not come. */
    public void trim() {
        if (root != 0) {
            table.trim(root);
        }
    }

    public long count() {
        return root == 0 ? 0 : RootLayout.count(memory, root);
    }

    /** Bytes of the table, the keys' entries left out. */
    public long bytes() {
        return root == 0 ? 0 : table.ownedBytes(root);
    }

    /** Bytes of the index of deadlines, which all tables share. */
    public long deadlineBytes() {
        return deadlines.bytes();
    }

    /** The table's place in the order in which a running snapshot walks. */
    public int walkPlace() {
        return walkPlace;
    }

    public void walkPlace(int newPlace) {
        walkPlace = newPlace;
    }

    /** How many keys carry an expiry. */
    public long expires() {
        return expires;
    }

    /** The mean of the keys' expiries; 0 if there are none. */
    public double meanDeadline() {
        return expires == 0 ? 0 : deadlineSum / expires;
    }

    /** Counts a key's expiry in; -1 is none. */
    public void countExpiry(long expireAtMillis) {
        if (expireAtMillis >= 0) {
            expires++;
            deadlineSum += expireAtMillis;
        }
    }

    /** Counts a key's expiry out; -1 is none. */
    public void discountExpiry(long expireAtMillis) {
        if (expireAtMillis >= 0) {
            expires--;
            deadlineSum = expires == 0 ? 0 : deadlineSum - expireAtMillis;
        }
    }

    /** How many keys have elements that expire by themselves. */
    public long withExpiringElements() {
        return withExpiringElements;
    }

    /** Counts keys that have elements that expire by themselves: one more, or one less. */
    public void countExpiringElements(int more) {
        withExpiringElements += more;
    }

    /** The earliest deadline of keys and elements, {@code Long.MAX_VALUE} if there is none. */
    public long firstDeadline() {
        return root == 0 ? Long.MAX_VALUE : deadlines.firstDeadline(RootLayout.deadlines(root));
    }

    /** The hash of the key that the earliest deadline is filed for. */
    public long firstHash() {
        return deadlines.firstHash(RootLayout.deadlines(root));
    }

    /** The hash of a key that some deadline is filed for, each with the same chance; there must be one. */
    public long randomHash(RandomSource random) {
        return deadlines.randomHash(RootLayout.deadlines(root), random);
    }

    /** Moves some of the index of deadlines as {@link DeadlineIndex#compact} does it. */
    public long compactIndex(long position) {
        return root == 0 ? 0 : deadlines.compact(RootLayout.deadlines(root), position);
    }

    /** Files a key under another deadline; {@code Long.MAX_VALUE} is none. */
    public void refile(long hash, long oldDeadline, long newDeadline) {
        if (oldDeadline != newDeadline) {
            if (newDeadline != Long.MAX_VALUE) {
                deadlines.add(RootLayout.deadlines(madeRoot()), newDeadline, hash);
            }
            if (oldDeadline != Long.MAX_VALUE) {
                deadlines.remove(RootLayout.deadlines(root), oldDeadline, hash);
            }
        }
    }
}
