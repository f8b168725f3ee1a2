// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.type.packed.Listpack;

/**
 * Adds entries to streams and removes them, and keeps what the root says about them.
 *
 * <p>When a block is full, and that it goes with its last entry, is as in Valkey: trimming that takes whole blocks makes it
 * visible to clients.
 */
public final class StreamEntries {
    private static final StreamId LEAST = new StreamId();

    private final Memory memory;
    private final LeafTree tree;
    private final BlockWriter writer;
    private final BlockCursor block;
    private final StreamCursor cursor;
    private final LeafPath path = new LeafPath();
    private final StreamId id = new StreamId();
    private final StreamId greatest = new StreamId();

    StreamEntries(Memory memory, LeafTree tree) {
        this.memory = memory;
        this.tree = tree;
        this.writer = new BlockWriter(memory, tree);
        this.block = new BlockCursor(memory);
        this.cursor = new StreamCursor(memory, tree);
    }

    /**
     * Adds an entry, whose id is greater than the stream's last one.
     *
     * @param nodeBytes how long a block may become with what is added to it
     * @param nodeEntries how many entries, deleted ones included, a block may have; 0 for any number
     */
    public void append(
            long stream, StreamId added, FieldSource source, long nodeBytes, long nodeEntries) {
        long textBytes = 0;
        for (int i = 0; i < 2 * source.fields(); i++) {
            textBytes += source.text(i).length();
        }
        long most = nodeBytes == 0 ? Listpack.SAFE_BYTES : Math.min(nodeBytes, Listpack.SAFE_BYTES);
        long blocks = StreamLayout.blocks(memory, stream);
        long last = tree.last(blocks, path);
        boolean full = last == 0 || isFull(last, textBytes, most, nodeEntries);
        if (full) {
            if (last != 0) {
                writer.seal(blocks, path);
            }
            writer.make(blocks, path, added.ms(), added.seq(), source, textBytes);
        } else {
            long spare = BlockWriter.most(source, textBytes);
            long twice = 2L * BlockLayout.bytes(memory, last);
            long ready = writer.ready(path, spare, Math.min(twice, most));
            writer.append(ready, added.ms(), added.seq(), source);
            tree.addCount(path, 1);
        }
        long length = StreamLayout.length(memory, stream);
        StreamLayout.putLength(memory, stream, length + 1);
        StreamLayout.putAdded(memory, stream, StreamLayout.added(memory, stream) + 1);
        StreamLayout.putLast(memory, stream, added.ms(), added.seq());
        if (length == 0) {
            StreamLayout.putFirst(memory, stream, added.ms(), added.seq());
        }
    }

    /** Removes an entry; false if there is none with this id. {@link #settleFirst} is to follow. */
    public boolean delete(long stream, StreamId wanted) {
        if (!cursor.start(stream, wanted, wanted, false).next()) {
            return false;
        }
        long found = cursor.block();
        if (BlockLayout.live(memory, found) == 1) {
            tree.remove(cursor.path());
        } else {
            long offset = cursor.entry() - found;
            long ready = writer.ready(cursor.path(), BlockLayout.COUNTER_SLACK, 0);
            writer.delete(ready, ready + offset);
            tree.addCount(cursor.path(), -1);
        }
        StreamLayout.putLength(memory, stream, StreamLayout.length(memory, stream) - 1);
        StreamLayout.greatestDeleted(memory, stream, greatest);
        if (wanted.compare(greatest) > 0) {
            StreamLayout.putGreatestDeleted(memory, stream, wanted.ms(), wanted.seq());
        }
        return true;
    }

    /** Sets what the root says of the first entry, after entries were removed. */
    public void settleFirst(long stream) {
        if (StreamLayout.length(memory, stream) == 0) {
            StreamLayout.putFirst(memory, stream, 0, 0);
        } else if (edge(stream, false, id)) {
            StreamLayout.putFirst(memory, stream, id.ms(), id.seq());
        }
    }

    /** The first entry that is not deleted, or the last one; false, and zero, if there is none. */
    public boolean edge(long stream, boolean last, StreamId into) {
        greatest.set(StreamIds.MAX, StreamIds.MAX);
        boolean found = cursor.start(stream, LEAST, greatest, last).next();
        into.set(found ? cursor.ms() : 0, found ? cursor.seq() : 0);
        return found;
    }

    /** Whether there is an entry with this id. */
    public boolean exists(long stream, StreamId wanted) {
        return cursor.start(stream, wanted, wanted, false).next();
    }

    /**
     * Removes entries from the front.
     *
     * @param longest how many entries may stay; what is beyond goes, unless {@code least} is given
     * @param least entries with lesser ids go, or null to go by {@code longest}
     * @param wholeBlocks whether to remove blocks alone, and no entries from within the first that stays
     * @param limit how many entries may go at most, by whole blocks; 0 for any number
     * @return how many entries went
     */
    public long trim(long stream, long longest, StreamId least, boolean wholeBlocks, long limit) {
        long blocks = StreamLayout.blocks(memory, stream);
        long removed = 0;
        for (long at = tree.first(blocks, path); at != 0; at = tree.first(blocks, path)) {
            long length = StreamLayout.length(memory, stream);
            int live = BlockLayout.live(memory, at);
            boolean done = least == null && length <= longest;
            if (done || (limit != 0 && removed + live > limit)) {
                break;
            }
            boolean whole = least == null ? length - live >= longest : isBefore(at, least);
            if (whole) {
                tree.remove(path);
                StreamLayout.putLength(memory, stream, length - live);
                removed += live;
                continue;
            }
            if (!wholeBlocks) {
                removed += trimWithin(stream, length - longest, least);
            }
            break;
        }
        if (removed > 0) {
            settleFirst(stream);
        }
        return removed;
    }

    private long trimWithin(long stream, long excess, StreamId least) {
        long ready = writer.ready(path, BlockLayout.COUNTER_SLACK, 0);
        block.open(ready);
        int removed = 0;
        while (block.next()) {
            boolean stays =
                    least == null ? removed >= excess : least.compare(block.ms(), block.seq()) <= 0;
            if (stays) {
                break;
            }
            if (!block.isDeleted()) {
                writer.flag(block.entry());
                removed++;
            }
        }
        writer.countDeleted(ready, removed);
        tree.addCount(path, -removed);
        StreamLayout.putLength(memory, stream, StreamLayout.length(memory, stream) - removed);
        return removed;
    }

    private boolean isFull(long last, long textBytes, long most, long nodeEntries) {
        if (Listpack.bytes(memory, BlockLayout.listpack(last)) + textBytes >= most) {
            return true;
        }
        block.open(last);
        return nodeEntries > 0 && (long) block.live() + block.deleted() >= nodeEntries;
    }

    /** Whether the last entry of a block, deleted or not, has a lesser id. */
    private boolean isBefore(long at, StreamId least) {
        block.open(at);
        return !block.previous() || least.compare(block.ms(), block.seq()) > 0;
    }
}
