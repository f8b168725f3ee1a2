// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;

/** Walks over the entries of a range of ids, forwards or backwards, past those that are deleted. */
public final class StreamCursor {
    private final Memory memory;
    private final LeafTree tree;
    private final BlockCursor entries;
    private long blocks;
    private boolean reverse;
    private long firstMs;
    private long firstSeq;
    private long lastMs;
    private long lastSeq;
    private final LeafPath path = new LeafPath();
    private long block;

    StreamCursor(Memory memory, LeafTree tree) {
        this.memory = memory;
        this.tree = tree;
        this.entries = new BlockCursor(memory);
    }

    /** Starts before the first entry of a range of ids, both ends included; backwards behind its last one. */
    public StreamCursor start(long stream, StreamId first, StreamId last, boolean backwards) {
        blocks = StreamLayout.blocks(memory, stream);
        reverse = backwards;
        firstMs = first.ms();
        firstSeq = first.seq();
        lastMs = last.ms();
        lastSeq = last.seq();
        seek();
        return this;
    }

    private void seek() {
        if (reverse) {
            block = tree.floor(blocks, lastMs, lastSeq, path);
        } else {
            block = tree.floor(blocks, firstMs, firstSeq, path);
            block = block == 0 ? tree.first(blocks, path) : block;
        }
        if (block != 0) {
            entries.open(block);
        }
    }

    /** Goes to the next entry of the range, in the direction of the walk; false at its end. */
    public boolean next() {
        while (block != 0) {
            if (!step()) {
                block = reverse ? tree.previous(path) : tree.next(path);
                if (block != 0) {
                    entries.open(block);
                }
            } else if (isBehind()) {
                block = 0;
            } else if (!entries.isDeleted() && !isBefore()) {
                return true;
            }
        }
        return false;
    }

    /** How many entries the walk has before it, counted up to a limit; the walk itself stays before its first entry. */
    public long count(long limit) {
        long counted = 0;
        long behind = 0;
        for (long at = block; at != 0 && counted < limit; ) {
            entries.open(at);
            long onward = reverse ? tree.previous(path) : tree.next(path);
            long following = reverse ? behind : onward;
            if (isInside(at, following)) {
                counted += entries.live();
            } else {
                while (counted < limit && entries.next()) {
                    counted += !entries.isDeleted() && isWithin() ? 1 : 0;
                }
            }
            behind = at;
            at = onward;
        }
        seek();
        return Math.min(counted, limit);
    }

    public long ms() {
        return entries.ms();
    }

    public long seq() {
        return entries.seq();
    }

    /** How many fields the entry has. */
    public int fields() {
        return entries.fields();
    }

    /** Reads the entry's next field and value; to be called {@link #fields} times at most. */
    public void nextField() {
        entries.nextField();
    }

    /** The field that was read: one view per cursor. */
    public StoredBytes field() {
        return entries.field();
    }

    /** The value that was read: one view per cursor. */
    public StoredBytes value() {
        return entries.value();
    }

    /** The way to the block of the entry. */
    LeafPath path() {
        return path;
    }

    long block() {
        return block;
    }

    long entry() {
        return entries.entry();
    }

    private boolean step() {
        return reverse ? entries.previous() : entries.next();
    }

    private boolean isBefore() {
        return reverse ? isAboveLast() : isBelowFirst();
    }

    private boolean isBehind() {
        return reverse ? isBelowFirst() : isAboveLast();
    }

    private boolean isWithin() {
        return !isBelowFirst() && !isAboveLast();
    }

    private boolean isBelowFirst() {
        return StreamIds.compare(entries.ms(), entries.seq(), firstMs, firstSeq) < 0;
    }

    private boolean isAboveLast() {
        return StreamIds.compare(entries.ms(), entries.seq(), lastMs, lastSeq) > 0;
    }

    /** Whether all that stands in a block lies in the range, as far as its master id and the next one's tell. */
    private boolean isInside(long at, long following) {
        long ms = BlockLayout.ms(memory, at);
        long seq = BlockLayout.seq(memory, at);
        if (StreamIds.compare(ms, seq, firstMs, firstSeq) < 0) {
            return false;
        }
        if (StreamIds.isMax(lastMs, lastSeq)) {
            return true;
        }
        return following != 0
                && StreamIds.compare(
                                BlockLayout.ms(memory, following),
                                BlockLayout.seq(memory, following),
                                lastMs,
                                lastSeq)
                        <= 0;
    }
}
