// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.PackedElement;

/** Changes blocks: adds entries, flags them as deleted, gives blocks room and takes it back. */
final class BlockWriter {
    /** The most bytes that an element takes beside its text: the head of a long string, and a back length. */
    private static final int ELEMENT_OVERHEAD = 10;

    /** The most bytes that the numbers of an entry take: flags, deltas, fields, steps. */
    private static final int ENTRY_OVERHEAD = 64;

    private static final int FIRST_ROOM = 128;

    /** A full block may have a sixteenth to spare. */
    private static final int SPARE_SHIFT = 4;

    private final Memory memory;
    private final LeafTree tree;
    private final BlockCursor cursor;
    private final PackedElement element = new PackedElement();

    BlockWriter(Memory memory, LeafTree tree) {
        this.memory = memory;
        this.tree = tree;
        this.cursor = new BlockCursor(memory);
    }

    /** Room that the entry takes at most, in a block that is there already. */
    static long most(FieldSource source, long textBytes) {
        return textBytes + 2L * ELEMENT_OVERHEAD * source.fields() + ENTRY_OVERHEAD;
    }

    /** Adds a block with the entry as its master behind that at which a path stands, where it then stands itself. */
    void make(long root, LeafPath path, long ms, long seq, FieldSource source, long textBytes) {
        // The fields stand there once for the master; the entry itself has values only.
        long bytes = BlockLayout.LISTPACK + most(source, textBytes) + ENTRY_OVERHEAD;
        int room = Math.toIntExact(Math.max(bytes, FIRST_ROOM));
        long block = tree.add(root, path, true, room, 1, ms, seq);
        BlockLayout.putId(memory, block, ms, seq);
        long listpack = BlockLayout.listpack(block);
        Listpack.create(memory, listpack);
        long at = number(Listpack.first(listpack), 1);
        at = number(at, 0);
        at = number(at, source.fields());
        for (int i = 0; i < source.fields(); i++) {
            at = element.set(source.text(2 * i)).write(memory, at);
        }
        at = number(at, 0);
        at = entry(at, 0, 0, source, true);
        int elements = 4 + source.fields() + BlockLayout.FIXED_STEPS + source.fields() + 1;
        Listpack.extend(memory, listpack, at, elements);
    }

    /** Adds an entry to a block that has room for {@link #most} of it. */
    void append(long block, long ms, long seq, FieldSource source) {
        cursor.open(block);
        boolean same = hasMasterFields(source);
        count(block, BlockLayout.liveAt(block), 1);
        long listpack = BlockLayout.listpack(block);
        long at =
                entry(
                        Listpack.end(memory, listpack),
                        ms - BlockLayout.ms(memory, block),
                        seq - BlockLayout.seq(memory, block),
                        source,
                        same);
        int elements = BlockLayout.FIXED_STEPS + source.fields() + 1;
        Listpack.extend(memory, listpack, at, same ? elements : elements + source.fields() + 1);
    }

    /** Flags an entry as deleted, and counts it; the block must have {@link BlockLayout#COUNTER_SLACK} to spare. */
    void delete(long block, long entry) {
        flag(entry);
        count(block, BlockLayout.liveAt(block), -1);
        count(block, Listpack.next(memory, BlockLayout.liveAt(block)), 1);
    }

    /** Flags an entry as deleted and leaves it to {@link #countDeleted} to say so in the block's head. */
    void flag(long entry) {
        long flags = Listpack.integer(memory, entry) | BlockLayout.DELETED;
        // All flags together are below 128, which an element holds in its only byte.
        memory.putByte(entry, (byte) flags);
    }

    void countDeleted(long block, int deleted) {
        count(block, BlockLayout.liveAt(block), -deleted);
        count(block, Listpack.next(memory, BlockLayout.liveAt(block)), deleted);
    }

    /**
     * Sees to it that the block at which a path stands may be changed and has some bytes to spare.
     *
     * @return the block, which may have moved
     */
    long ready(LeafPath path, long spare, long roomWanted) {
        long needed = BlockLayout.bytes(memory, tree.leaf(path)) + spare;
        if (needed <= tree.capacity(path)) {
            return tree.writable(path);
        }
        return tree.resize(path, Math.toIntExact(Math.max(needed, roomWanted)));
    }

    /** Gives back what the last block, which is full, does not need; the path stands at it afterwards too. */
    void seal(long root, LeafPath path) {
        long full = tree.leaf(path);
        int bytes = BlockLayout.bytes(memory, full);
        if (tree.capacity(path) - bytes <= bytes >> SPARE_SHIFT) {
            return;
        }
        // A tree keeps a leaf in place that is not much too long: another one is put beside it.
        long ms = BlockLayout.ms(memory, full);
        long seq = BlockLayout.seq(memory, full);
        long made = tree.add(root, path, true, bytes, tree.count(path), ms, seq);
        memory.move(full, made, bytes);
        tree.previous(path);
        tree.remove(path);
        tree.last(root, path);
    }

    private boolean hasMasterFields(FieldSource source) {
        if (source.fields() != cursor.masterFields()) {
            return false;
        }
        long field = cursor.firstMasterField();
        for (int i = 0; i < source.fields(); i++) {
            if (!Listpack.equals(memory, field, element.set(source.text(2 * i)))) {
                return false;
            }
            field = Listpack.next(memory, field);
        }
        return true;
    }

    private long entry(long from, long msDelta, long seqDelta, FieldSource source, boolean same) {
        int fields = source.fields();
        long at = number(from, same ? BlockLayout.SAME_FIELDS : 0);
        at = number(at, msDelta);
        at = number(at, seqDelta);
        if (!same) {
            at = number(at, fields);
        }
        for (int i = 0; i < fields; i++) {
            if (!same) {
                at = element.set(source.text(2 * i)).write(memory, at);
            }
            at = element.set(source.text(2 * i + 1)).write(memory, at);
        }
        int steps = BlockLayout.FIXED_STEPS + fields;
        return number(at, same ? steps : steps + fields + 1);
    }

    private long number(long at, long number) {
        return element.set(number).write(memory, at);
    }

    /** Adds to a counter, whose encoding may become longer or shorter. */
    private void count(long block, long counter, int change) {
        long before = Listpack.next(memory, counter) - counter;
        element.set(Listpack.integer(memory, counter) + change);
        if (element.bytes() != before) {
            Listpack.splice(
                    memory,
                    BlockLayout.listpack(block),
                    counter,
                    (int) before,
                    (int) element.bytes(),
                    0);
        }
        element.write(memory, counter);
    }
}
