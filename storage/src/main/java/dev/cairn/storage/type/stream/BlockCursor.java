// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.packed.Listpack;

/** Walks over the entries of one block, deleted ones included, and over the fields of each. */
final class BlockCursor {
    private final Memory memory;
    private final StoredBytes field = new StoredBytes();
    private final StoredBytes value = new StoredBytes();
    private long block;
    private long listpack;
    private long end;
    private long masterMs;
    private long masterSeq;
    private int masterFields;
    private long firstMasterField;

    private long entry;
    private int flags;
    private long ms;
    private long seq;
    private int fields;

    /** The first element that has not been passed of the current entry, and how many are left before its steps. */
    private long at;

    private long left;

    /** The master's field that belongs to the next value. */
    private long masterField;

    BlockCursor(Memory memory) {
        this.memory = memory;
    }

    /** Starts before the first entry, or behind the last one: {@link #next} and {@link #previous} go on from there. */
    BlockCursor open(long opened) {
        block = opened;
        listpack = BlockLayout.listpack(opened);
        end = Listpack.end(memory, listpack);
        masterMs = BlockLayout.ms(memory, opened);
        masterSeq = BlockLayout.seq(memory, opened);
        long count = Listpack.next(memory, Listpack.next(memory, Listpack.first(listpack)));
        masterFields = (int) Listpack.integer(memory, count);
        firstMasterField = Listpack.next(memory, count);
        entry = 0;
        return this;
    }

    long block() {
        return block;
    }

    int live() {
        return BlockLayout.live(memory, block);
    }

    int deleted() {
        return (int) Listpack.integer(memory, Listpack.next(memory, Listpack.first(listpack)));
    }

    int masterFields() {
        return masterFields;
    }

    long firstMasterField() {
        return firstMasterField;
    }

    /** Goes to the first entry, or the next one; false at the end. */
    boolean next() {
        long next;
        if (entry == 0) {
            next = firstMasterField;
            for (int i = 0; i < masterFields; i++) {
                next = Listpack.next(memory, next);
            }
            next = Listpack.next(memory, next);
        } else {
            next = entryEnd();
        }
        return next != end && read(next);
    }

    /** Goes to the last entry, or the one before; false at the beginning. */
    boolean previous() {
        long steps = Listpack.previous(memory, entry == 0 ? end : entry);
        long count = Listpack.integer(memory, steps);
        // Behind the master's fields stands a zero where an entry has its steps.
        if (count == 0) {
            return false;
        }
        long found = steps;
        for (long i = 0; i < count; i++) {
            found = Listpack.previous(memory, found);
        }
        return read(found);
    }

    /** The address of the entry's flags. */
    long entry() {
        return entry;
    }

    long ms() {
        return ms;
    }

    long seq() {
        return seq;
    }

    boolean isDeleted() {
        return (flags & BlockLayout.DELETED) != 0;
    }

    int flags() {
        return flags;
    }

    /** How many fields the entry has. */
    int fields() {
        return fields;
    }

    /** Reads the entry's next field and value; to be called {@link #fields} times at most. */
    void nextField() {
        if ((flags & BlockLayout.SAME_FIELDS) != 0) {
            Listpack.read(memory, masterField, field);
            masterField = Listpack.next(memory, masterField);
            left--;
        } else {
            Listpack.read(memory, at, field);
            at = Listpack.next(memory, at);
            left -= 2;
        }
        Listpack.read(memory, at, value);
        at = Listpack.next(memory, at);
    }

    StoredBytes field() {
        return field;
    }

    StoredBytes value() {
        return value;
    }

    private boolean read(long found) {
        entry = found;
        flags = (int) Listpack.integer(memory, found);
        long msDelta = Listpack.next(memory, found);
        ms = masterMs + Listpack.integer(memory, msDelta);
        long seqDelta = Listpack.next(memory, msDelta);
        seq = masterSeq + Listpack.integer(memory, seqDelta);
        at = Listpack.next(memory, seqDelta);
        if ((flags & BlockLayout.SAME_FIELDS) != 0) {
            fields = masterFields;
            left = masterFields;
            masterField = firstMasterField;
        } else {
            fields = (int) Listpack.integer(memory, at);
            left = 2L * fields;
            at = Listpack.next(memory, at);
        }
        return true;
    }

    /** Where the next entry begins. */
    private long entryEnd() {
        while (left > 0) {
            at = Listpack.next(memory, at);
            left--;
        }
        // The steps are passed with the last of what is left, once.
        return Listpack.next(memory, at);
    }
}
