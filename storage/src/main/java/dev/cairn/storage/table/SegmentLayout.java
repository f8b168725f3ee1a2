// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Memory;

/**
 * A segment: all entries whose hash begins with one prefix, in groups of one cache line each.
 *
 * <pre>
 *  0          4           8                   64
 * +----------+-----------+-------------------+-----------+-----------+ - - -
 * | entries  | -         | prefix (64, left- | group 0   | group 1   |
 * | (32)     |           | aligned), then -  |           |           |
 * +----------+-----------+-------------------+-----------+-----------+ - - -
 *
 * group:
 *  0                          12        16                                                  64
 * +--------------------------+---------+---------------------------------------------------+
 * | 12 tags of 8 bits, 0 for | state   | 12 references of 32 bits                          |
 * | an empty slot            | (32)    |                                                   |
 * +--------------------------+---------+---------------------------------------------------+
 *
 * state:  | reach (7) | displaced (13) | strangers (12) |     the highest bit on the left
 * </pre>
 *
 * <p>An entry's home is the group that the 32 hash bits behind the prefix select, scaled to the count of groups: so a
 * segment may have any count of groups, and going through the homes is going through the hashes in order. An entry
 * that finds its home full stands in the next group with room: it is <em>displaced</em>, which its home counts, with
 * the farthest distance in <em>reach</em>; where it stands it is a <em>stranger</em>, one bit per slot.
 */
final class SegmentLayout {
    static final int HEADER_BYTES = 64;
    static final int GROUP_BYTES = 64;
    static final int SLOTS = 12;
    static final int MAX_REACH = 127;

    private static final int COUNT = 0;
    private static final int PREFIX = 8;
    private static final int STATE = 12;
    private static final int REFERENCES = 16;

    private static final int DISPLACED_SHIFT = 12;
    private static final int DISPLACED_MASK = 0x1fff;
    private static final int REACH_SHIFT = 25;

    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_SEVEN = ~HIGH_BITS;

    /** In the group's second word, what stands for tags. */
    private static final long SECOND_TAGS = 0xffff_ffffL;

    private SegmentLayout() {}

    static long bytes(int groups) {
        return HEADER_BYTES + (long) groups * GROUP_BYTES;
    }

    static void init(Memory memory, long segment, int groups, long prefix) {
        memory.fill(segment, bytes(groups), (byte) 0);
        memory.putLong(segment + PREFIX, prefix);
    }

    static int count(Memory memory, long segment) {
        return memory.getInt(segment + COUNT);
    }

    static void putCount(Memory memory, long segment, int count) {
        memory.putInt(segment + COUNT, count);
    }

    static long prefix(Memory memory, long segment) {
        return memory.getLong(segment + PREFIX);
    }

    static void putPrefix(Memory memory, long segment, long prefix) {
        memory.putLong(segment + PREFIX, prefix);
    }

    static long group(long segment, int index) {
        return segment + HEADER_BYTES + ((long) index << 6);
    }

    /** The home group of a hash in a segment of this depth and count of groups. */
    static int home(long hash, int depth, int groups) {
        return (int) ((((hash << depth) >>> 32) * groups) >>> 32);
    }

    /** The lowest hash whose home is this group; with index = groups, the lowest hash behind the segment. */
    static long lowestHash(long prefix, int depth, int groups, int index) {
        if (index == groups) {
            return depth == 0 ? 0 : prefix + (1L << -depth);
        }
        long scaled = (((long) index << 32) + groups - 1) / groups;
        return prefix | ((scaled << 32) >>> depth);
    }

    static int tag(long hash) {
        int tag = (int) hash & 0xff;
        return tag == 0 ? 1 : tag;
    }

    /** A hash's tag in each of eight bytes, for {@link #slotsWith}. */
    static long tags(long hash) {
        return tag(hash) * LOW_BITS;
    }

    /** The highest bit of each byte in which the word is zero; exact, so that no entry is read in vain. */
    private static long zeroBytes(long word) {
        return ~(((word & LOW_SEVEN) + LOW_SEVEN) | word) & HIGH_BITS;
    }

    /** A bit for each slot that has this tag in it, for {@link #slot}: all twelve together, which needs no branch. */
    static long slotsWith(Memory memory, long group, long tags) {
        long first = zeroBytes(memory.getLong(group) ^ tags);
        long second = zeroBytes(memory.getLong(group + Long.BYTES) ^ tags);
        return first >>> 7 | (second & SECOND_TAGS) >>> 6;
    }

    /** The slot of the lowest bit: bits of the second word stand beside those of the first. Any slot if there is no bit. */
    static int slot(long slots) {
        int bit = Long.numberOfTrailingZeros(slots);
        return (bit >>> 3) + ((bit & 1) << 3);
    }

    static int tagAt(Memory memory, long group, int slot) {
        return memory.getByte(group + slot) & 0xff;
    }

    static void putTag(Memory memory, long group, int slot, int tag) {
        memory.putByte(group + slot, (byte) tag);
    }

    static long reference(Memory memory, long group, int slot) {
        return referenceAt(memory, referenceAddress(group, slot));
    }

    static void putReference(Memory memory, long group, int slot, long reference) {
        putReferenceAt(memory, referenceAddress(group, slot), reference);
    }

    /** Empties a slot; it refers to nothing then. */
    static void clear(Memory memory, long group, int slot) {
        putTag(memory, group, slot, 0);
        putReference(memory, group, slot, 0);
    }

    static long referenceAddress(long group, int slot) {
        return group + REFERENCES + ((long) slot << 2);
    }

    static long referenceAt(Memory memory, long address) {
        return memory.getInt(address) & 0xffff_ffffL;
    }

    static void putReferenceAt(Memory memory, long address, long reference) {
        memory.putInt(address, (int) reference);
    }

    /** The group of a segment that has its reference at this address. */
    static long groupOf(long segment, long referenceAddress) {
        return segment + (referenceAddress - segment & -GROUP_BYTES);
    }

    /** The slot of a group that has its reference at this address. */
    static int slotOf(long group, long referenceAddress) {
        return (int) (referenceAddress - group - REFERENCES) >>> 2;
    }

    /** A free slot of the group, -1 if it is full. */
    static int freeSlot(Memory memory, long group) {
        long free = slotsWith(memory, group, 0);
        return free == 0 ? -1 : slot(free);
    }

    static int state(Memory memory, long group) {
        return memory.getInt(group + STATE);
    }

    static void putState(Memory memory, long group, int state) {
        memory.putInt(group + STATE, state);
    }

    static int displaced(int state) {
        return (state >>> DISPLACED_SHIFT) & DISPLACED_MASK;
    }

    static int reach(int state) {
        return state >>> REACH_SHIFT;
    }

    static boolean isStranger(int state, int slot) {
        return (state >>> slot & 1) != 0;
    }

    static int withStranger(int state, int slot, boolean stranger) {
        return stranger ? state | 1 << slot : state & ~(1 << slot);
    }

    /** The state of a home that has one more entry displaced, this far. */
    static int withDisplaced(int state, int distance) {
        int reach = Math.max(reach(state), distance);
        int strangers = state & ((1 << SLOTS) - 1);
        return reach << REACH_SHIFT | (displaced(state) + 1) << DISPLACED_SHIFT | strangers;
    }

    /** The state of a home that has one entry less displaced; without any, nothing is to be reached. */
    static int withoutDisplaced(int state) {
        int displaced = displaced(state) - 1;
        int strangers = state & ((1 << SLOTS) - 1);
        return displaced == 0
                ? strangers
                : reach(state) << REACH_SHIFT | displaced << DISPLACED_SHIFT | strangers;
    }
}
