// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.value;

import dev.cairn.storage.entry.EntryBlocks;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;

import java.nio.ByteBuffer;
import java.util.HashMap;

/**
 * The blocks of long strings that somebody reads while commands go on: a snapshot that writes them, connections that send
 * them. Nothing is copied as long as nothing changes.
 *
 * <p>Each borrower finds the bytes as they were, whatever becomes of the entry. One that is changed where it lies gets a copy
 * of its value first, one that goes leaves the block behind, and the last borrower's return frees what was left. A block that
 * is lent has no other place, so it is not moved.
 */
public final class LentStrings {
    private final Memory memory;
    private final Allocator allocator;
    private final EntryBlocks blocks;

    /** By their blocks' addresses; few, and none most of the time. */
    private final HashMap<Long, LentString> lent = new HashMap<>();

    private long leftBytes;

    public LentStrings(Memory memory, Allocator allocator, EntryBlocks blocks) {
        this.memory = memory;
        this.allocator = allocator;
        this.blocks = blocks;
    }

    /** Lends an entry's string, which lies in a block of its own. */
    public LentString lend(long entry) {
        assert EntryLayout.isExternal(memory, entry) : "too short to be lent";
        long block = EntryLayout.valueAddress(memory, entry);
        LentString string = lent.get(block);
        if (string == null) {
            string = new LentString(this, block, EntryLayout.valueLength(memory, entry));
            lent.put(block, string);
        }
        string.borrow();
        return string;
    }

    /** Gives the string of a block back. */
    public void giveBack(long block) {
        giveBack(lent.get(block));
    }

    /** Whether an entry's value must stay where it is. */
    public boolean isLent(long entry) {
        return find(entry) != null;
    }

    /** Gives an entry whose value is lent a copy of it, before the value is changed where it lies. */
    public void reclaim(long entry) {
        LentString string = find(entry);
        if (string != null) {
            blocks.copyExternal(entry);
            leave(string);
        }
    }

    /** Keeps the value of an entry that goes if it is lent; the entry is a shell then. */
    public boolean adopt(long entry) {
        LentString string = find(entry);
        if (string != null) {
            leave(string);
        }
        return string != null;
    }

    /** How many strings are lent. */
    public int count() {
        return lent.size();
    }

    /** Bytes of blocks that only borrowers keep. */
    public long leftBytes() {
        return leftBytes;
    }

    ByteBuffer view(LentString string) {
        return memory.view(string.block(), string.length());
    }

    void giveBack(LentString string) {
        if (!string.returned()) {
            return;
        }
        lent.remove(string.block());
        if (string.hasLeft()) {
            leftBytes -= allocator.footprint(string.block());
            allocator.free(string.block());
        }
    }

    private void leave(LentString string) {
        string.leave();
        leftBytes += allocator.footprint(string.block());
    }

    private LentString find(long entry) {
        return lent.isEmpty() || !EntryLayout.isExternal(memory, entry)
                ? null
                : lent.get(EntryLayout.valueAddress(memory, entry));
    }
}
