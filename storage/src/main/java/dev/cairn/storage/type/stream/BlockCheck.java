// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.type.packed.ListpackReader;

/**
 * Checks blocks of entries that files and clients deliver, before storage takes them as they are: that the listpack is
 * sound, that its elements are what {@link BlockLayout} draws, that the counts are right, and that ids ascend from block to
 * block. Reused from block to block; {@link #begin} starts a stream.
 */
public final class BlockCheck {
    private final ListpackReader reader = new ListpackReader();
    private final StreamId last = new StreamId();
    private final StreamId first = new StreamId();
    private final StreamId id = new StreamId();
    private boolean any;
    private boolean anyLive;
    private long live;
    private String damage;

    /** Starts before the first block of a stream. */
    public void begin() {
        any = false;
        anyLive = false;
        first.set(0, 0);
        last.set(0, 0);
    }

    /** How many entries of the last block are not deleted. */
    public int live() {
        return (int) live;
    }

    /** The id of the first entry that is not deleted, zero if there is none. */
    public StreamId first() {
        return first;
    }

    /** The id of the last entry, deleted or not, zero if there is none. */
    public StreamId last() {
        return last;
    }

    /** What is wrong with a block, or null. */
    public String check(long ms, long seq, byte[] array, int offset, int length) {
        damage = null;
        reader.set(array, offset, length);
        live = count("the count of entries");
        long deleted = count("the count of deleted entries");
        long masterFields = count("the count of the master's fields");
        skip(masterFields);
        if (damage == null && number() != 0) {
            wrong("the master entry does not end with 0");
        }
        long foundLive = 0;
        long found = 0;
        while (damage == null && found < live + deleted) {
            foundLive += entry(ms, seq, masterFields) ? 1 : 0;
            found++;
        }
        if (damage == null && (found == 0 || foundLive != live)) {
            wrong("it counts " + live + " entries, found " + foundLive);
        }
        if (damage == null && reader.next()) {
            wrong("there is more behind its last entry");
        }
        return reader.damage() == null ? damage : reader.damage();
    }

    /** Reads an entry; returns whether it is not deleted. */
    private boolean entry(long ms, long seq, long masterFields) {
        long flags = number();
        id.set(ms + number(), seq + number());
        boolean same = (flags & BlockLayout.SAME_FIELDS) != 0;
        long fields = same ? masterFields : count("the count of an entry's fields");
        long texts = same ? fields : 2 * fields;
        skip(texts);
        long steps = BlockLayout.FIXED_STEPS + texts + (same ? 0 : 1);
        if (damage == null && number() != steps) {
            wrong("an entry's count of steps is not " + steps);
        }
        if (damage == null && (flags & ~(BlockLayout.SAME_FIELDS | BlockLayout.DELETED)) != 0) {
            wrong("an entry has flags " + flags);
        }
        if (damage == null && any && id.compare(last) <= 0) {
            wrong("entry " + id + " stands behind " + last);
        }
        if (damage == null && id.compare(ms, seq) < 0) {
            wrong("entry " + id + " is less than its master");
        }
        boolean isLive = (flags & BlockLayout.DELETED) == 0;
        if (isLive && !anyLive) {
            anyLive = true;
            first.set(id);
        }
        any = true;
        last.set(id);
        return isLive;
    }

    private long count(String what) {
        long count = number();
        if (damage == null && (count < 0 || count > Integer.MAX_VALUE)) {
            wrong(what + " is " + count);
        }
        return damage == null ? count : 0;
    }

    private long number() {
        if (damage != null) {
            return 0;
        }
        if (!reader.next()) {
            wrong("it ends too early");
            return 0;
        }
        if (!reader.isInteger()) {
            wrong("a text where a number must stand");
            return 0;
        }
        return reader.integer();
    }

    private void skip(long elements) {
        for (long i = 0; i < elements && damage == null; i++) {
            if (!reader.next()) {
                wrong("it ends too early");
            }
        }
    }

    private void wrong(String what) {
        damage = what;
    }
}
