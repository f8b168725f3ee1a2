// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;

import java.util.Arrays;

/**
 * Lets tables grow and shrink, one segment at a time.
 *
 * <p>A segment grows in steps of about a quarter until it has {@link #MOST_GROUPS}; then it splits in two, and the
 * directory doubles if it must. Since hashes fill all segments alike, doubling alone would leave every segment half
 * empty at the same time; the steps keep them between seven and nine tenths full. Shrinking goes the same way back,
 * and siblings with few entries merge. While data are loaded, large segments take all steps at once: each step places all
 * their entries anew, which then takes most of the time.
 *
 * <p>The most that one call does is to place the entries of one full segment anew, some three thousand, and to copy the
 * directory.
 */
final class SegmentSizing {
    /** What a segment may grow to: with its header, exactly a block of 16 KiB. */
    static final int MOST_GROUPS = 255;

    /** Counts of groups that with the segment's header fill a size class of the allocator. */
    private static final int[] SIZES = {
        1, 2, 3, 4, 5, 7, 9, 11, 15, 19, 23, 31, 39, 47, 63, 79, 95, 127, 159, 191, MOST_GROUPS
    };

    /** Up to this many groups a segment is filled to its last slot. */
    private static final int SMALL_GROUPS = 4;

    private static final int FULL_PERCENT = 92;

    /** A segment that is made anew is filled to at most this much. */
    private static final int FRESH_PERCENT = 76;

    /** Segments from this size on leap. */
    private static final int LEAP_FROM = 127;

    /** Tables for more entries grow as these come: making an empty table is one step, which should stay short. */
    private static final long MOST_EXPECTED = 1L << 25;

    /** How often a segment is halved at once where its table is expected to grow. */
    private static final int MOST_LEVELS = 4;

    /** Tables that are expected to grow may make all tables together take this part of the region, and no more. */
    private static final int LEAPING_PART = 32;

    /** Nor more than this, or this part of all data: what was expected may not come, and the machine may be full of data. */
    private static final long LEAPING_BYTES = 64L << 20;

    private static final int LEAPING_PART_OF_DATA = 4;

    private static final int SCARCE_PERCENT = 35;

    /** Siblings merge into a segment of at most this many groups, so that they do not split soon again. */
    private static final int MERGED_GROUPS = 127;

    /** The hash's bits behind a prefix of this length still select a group. */
    private static final int MOST_DEPTH = 32;

    private final SwissTable table;
    private final Memory memory;
    private final Allocator allocator;
    private final int shift;

    // What is gathered from a segment, or two to be merged, before it is placed anew.
    private final long[] hashes = new long[MOST_GROUPS * SegmentLayout.SLOTS];
    private final long[] references = new long[MOST_GROUPS * SegmentLayout.SLOTS];
    private int gathered;

    // Written so that the compiler cannot leave out the reads that fetch the entries.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    // The segments that one is divided into, until they are in the directory.
    private final long[] partWords = new long[1 << MOST_LEVELS];
    private int parts;

    private final TableDirectory directories;
    private long structureBytes;
    private boolean leaping;
    private long expectedRoot;
    private long expected;

    SegmentSizing(SwissTable table, Memory memory, Allocator allocator, int shift) {
        this.table = table;
        this.memory = memory;
        this.allocator = allocator;
        this.shift = shift;
        this.directories = new TableDirectory(memory, allocator, this);
    }

    /** How many entries a segment takes before it grows. */
    static int capacity(int groups) {
        int slots = groups * SegmentLayout.SLOTS;
        return groups <= SMALL_GROUPS ? slots : slots * FULL_PERCENT / 100;
    }

    /** With fewer entries than this a segment should shrink. */
    static int scarce(int groups) {
        return groups == 1 ? 1 : groups * SegmentLayout.SLOTS * SCARCE_PERCENT / 100;
    }

    /** Whether large segments grow at once to the most there is: for as long as a table is being filled. */
    void leaping(boolean on) {
        leaping = on;
        expectedRoot = 0;
    }

    long structureBytes() {
        return structureBytes;
    }

    void account(long root, long bytes) {
        structureBytes += bytes;
        RootLayout.addOwnedBytes(memory, root, bytes);
    }

    /**
     * Makes an empty table as large as so many entries will need, so that none of them is placed twice. Where there is no
     * memory for it the table stays as it was.
     */
    void presize(long root, long entries) {
        long some = Math.min(entries, MOST_EXPECTED);
        if (RootLayout.word(memory, root, 0) != 0 || some <= capacity(MOST_GROUPS)) {
            return;
        }
        int depth = 0;
        while (withSpread(some >>> depth) > capacity(MOST_GROUPS)) {
            depth++;
        }
        int groups = MOST_GROUPS;
        for (int size : SIZES) {
            if (capacity(size) >= withSpread(some >>> depth)) {
                groups = size;
                break;
            }
        }
        int built = 0;
        long directory = 0;
        try {
            directory = allocator.allocate(Long.BYTES << depth);
            for (; built < 1 << depth; built++) {
                long word = build(root, groups, depth, (long) built << -depth, 0, 0);
                memory.putLong(directory + ((long) built << 3), word);
            }
        } catch (MemoryExhaustedException e) {
            for (int i = 0; i < built; i++) {
                long word = memory.getLong(directory + ((long) i << 3));
                release(root, table.segment(word));
            }
            if (directory != 0) {
                allocator.free(directory);
            }
            return;
        }
        account(root, allocator.footprint(directory));
        RootLayout.putDirectory(memory, root, directory);
        RootLayout.putDepth(memory, root, depth);
        RootLayout.putDeepest(memory, root, 1 << depth);
    }

    /** What nearly every one of many segments stays below that share entries evenly: four standard deviations more. */
    private static long withSpread(long mean) {
        return mean + (long) (4 * Math.sqrt((double) mean));
    }

    /** Makes room for one more entry of this hash; the word is the hash's directory word. */
    void grow(long root, long hash, long word) {
        if (word == 0) {
            assert RootLayout.depth(memory, root) == 0;
            gathered = 0;
            putWords(root, build(root, SIZES[0], 0, 0, 0, 0));
            return;
        }
        int groups = RootLayout.groups(word);
        gathered = 0;
        gather(word);
        if (groups < MOST_GROUPS) {
            remake(root, word, leaping && groups >= LEAP_FROM ? MOST_GROUPS : sizeAbove(groups));
        } else {
            splitFar(root, word);
        }
    }

    /** Makes the segment of this hash smaller, or merges it with its sibling, if that is worth while. */
    void shrink(long root, long hash) {
        if (root == expectedRoot) {
            return;
        }
        try {
            shrinkAll(root, hash);
        } catch (MemoryExhaustedException e) {
            // The table is whole, only larger than it could be; the next removal tries again.
            return;
        }
    }

    private void shrinkAll(long root, long hash) {
        while (true) {
            long word = RootLayout.word(memory, root, hash);
            int depth = RootLayout.segmentDepth(word);
            int groups = RootLayout.groups(word);
            long segment = table.segment(word);
            int count = SegmentLayout.count(memory, segment);
            if (depth > 0 && merge(root, hash, word)) {
                continue;
            }
            if (depth == 0 && count == 0) {
                memory.putLong(RootLayout.wordAddress(memory, root, 0), 0);
                release(root, segment);
            } else if (count < scarce(groups) && sizeFor(count) < groups) {
                gathered = 0;
                gather(word);
                remake(root, word, sizeFor(count));
            }
            return;
        }
    }

    /** Gives a segment another block of the same size. */
    void move(long root, long word) {
        long segment = table.segment(word);
        int groups = RootLayout.groups(word);
        long bytes = SegmentLayout.bytes(groups);
        long made = allocator.allocate(bytes);
        memory.move(segment, made, bytes);
        account(root, allocator.footprint(made));
        putWords(root, RootLayout.word(made >>> shift, groups, RootLayout.segmentDepth(word)));
        release(root, segment);
    }

    /** Frees a segment or a directory. */
    void release(long root, long block) {
        account(root, -allocator.footprint(block));
        allocator.free(block);
        table.segmentReleased();
    }

    private void remake(long root, long word, int groups) {
        long old = table.segment(word);
        int depth = RootLayout.segmentDepth(word);
        long prefix = SegmentLayout.prefix(memory, old);
        putWords(root, build(root, groups, depth, prefix, 0, gathered));
        release(root, old);
    }

    /** Divides a segment into two to the power of {@code levels}; on failure it stays as it was. */
    private void split(long root, long word, int levels) {
        long old = table.segment(word);
        int depth = RootLayout.segmentDepth(word);
        if (depth == MOST_DEPTH) {
            throw new AssertionError(
                    "more keys share " + depth + " bits of their hash than chance allows");
        }
        while (RootLayout.depth(memory, root) < depth + levels) {
            directories.becomeLonger(root);
        }
        parts = 0;
        try {
            divide(root, levels, depth, SegmentLayout.prefix(memory, old), 0, gathered);
        } catch (MemoryExhaustedException e) {
            for (int i = 0; i < parts; i++) {
                release(root, table.segment(partWords[i]));
            }
            throw e;
        }
        for (int i = 0; i < parts; i++) {
            putWords(root, partWords[i]);
        }
        if (depth + levels == RootLayout.depth(memory, root)) {
            RootLayout.putDeepest(memory, root, RootLayout.deepest(memory, root) + parts);
        }
        release(root, old);
    }

    /** Builds the segments for what was gathered from one index to another, in the order of their prefixes. */
    private void divide(long root, int levels, int depth, long prefix, int from, int to) {
        if (levels == 0) {
            partWords[parts] = build(root, sizeOfPart(to - from), depth, prefix, from, to);
            parts++;
            return;
        }
        long bit = 1L << (63 - depth);
        int middle = partition(bit, from, to);
        divide(root, levels - 1, depth + 1, prefix, from, middle);
        divide(root, levels - 1, depth + 1, prefix | bit, middle, to);
    }

    /** Splits as far as the table is expected to grow, which where there is no memory for it is one step, as always. */
    private void splitFar(long root, long word) {
        int levels = root == expectedRoot ? levelsTowards(RootLayout.count(memory, root)) : 1;
        if (levels > 1) {
            try {
                split(root, word, levels);
                return;
            } catch (MemoryExhaustedException e) {
                expectedRoot = 0;
            }
        }
        split(root, word, 1);
    }

    private int levelsTowards(long count) {
        long most = Math.max(LEAPING_BYTES, allocator.liveBytes() / LEAPING_PART_OF_DATA);
        most = Math.min(most, memory.bytes() / LEAPING_PART);
        int levels = 1;
        while (levels < MOST_LEVELS
                && (count << levels) < expected
                && structureBytes << levels < most) {
            levels++;
        }
        return levels;
    }

    /**
     * Expects a table to have so many entries soon. It divides its segments as far at once, so that entries are not placed
     * anew at each doubling, and keeps them however few entries they have, until another table is expected to grow.
     */
    void expect(long root, long entries) {
        expectedRoot = root;
        expected = entries;
    }

    /** Makes the segments smaller that have few entries, as removals do. */
    void trim(long root) {
        long position = 0;
        do {
            long word = RootLayout.word(memory, root, position);
            if (word == 0) {
                return;
            }
            long segment = table.segment(word);
            if (SegmentLayout.count(memory, segment) < scarce(RootLayout.groups(word))) {
                shrink(root, position);
            }
            int depth = RootLayout.segmentDepth(RootLayout.word(memory, root, position));
            position = depth == 0 ? 0 : (position & -1L << -depth) + (1L << -depth);
        } while (position != 0);
    }

    private boolean merge(long root, long hash, long word) {
        int depth = RootLayout.segmentDepth(word);
        long bit = 1L << -depth;
        long sibling = RootLayout.word(memory, root, hash ^ bit);
        if (RootLayout.segmentDepth(sibling) != depth) {
            return false;
        }
        long one = table.segment(word);
        long other = table.segment(sibling);
        int count = SegmentLayout.count(memory, one) + SegmentLayout.count(memory, other);
        if (sizeFor(count) > MERGED_GROUPS) {
            return false;
        }
        gathered = 0;
        gather(word);
        gather(sibling);
        long prefix = SegmentLayout.prefix(memory, one) & ~bit;
        putWords(root, build(root, sizeFor(count), depth - 1, prefix, 0, gathered));
        release(root, one);
        release(root, other);
        if (depth == RootLayout.depth(memory, root)) {
            int deepest = RootLayout.deepest(memory, root) - 2;
            RootLayout.putDeepest(memory, root, deepest);
            if (deepest == 0) {
                directories.becomeShorter(root);
            }
        }
        return true;
    }

    /** Notes hash and reference of every entry of a segment. */
    private void gather(long word) {
        int from = gathered;
        gatherReferences(table.segment(word), RootLayout.groups(word));
        touch(from);
        gatherHashes(from);
    }

    private void gatherReferences(long segment, int groups) {
        int count = gathered;
        for (int i = 0; i < groups; i++) {
            long group = SegmentLayout.group(segment, i);
            for (int slot = 0; slot < SegmentLayout.SLOTS; slot++) {
                if (SegmentLayout.tagAt(memory, group, slot) != 0) {
                    references[count++] = SegmentLayout.reference(memory, group, slot);
                }
            }
        }
        gathered = count;
    }

    /** In a loop of its own that does nothing else, so that the waits for the entries' memory overlap. */
    private void touch(int from) {
        long sum = 0;
        for (int i = from; i < gathered; i++) {
            sum += memory.getLong(references[i] << shift);
        }
        touched += sum;
    }

    private void gatherHashes(int from) {
        for (int i = from; i < gathered; i++) {
            hashes[i] = table.hashOf(references[i] << shift);
        }
    }

    /** Brings what has the bit clear to the front of a range and returns where the rest begins. */
    private int partition(long bit, int from, int to) {
        int left = from;
        for (int i = from; i < to; i++) {
            if ((hashes[i] & bit) == 0) {
                long hash = hashes[i];
                long reference = references[i];
                hashes[i] = hashes[left];
                references[i] = references[left];
                hashes[left] = hash;
                references[left] = reference;
                left++;
            }
        }
        return left;
    }

    /**
     * Makes a segment of what was gathered from one index to another, of more groups than asked for if need be; returns its
     * directory word.
     */
    private long build(long root, int wantedGroups, int depth, long prefix, int from, int to) {
        int groups = wantedGroups;
        while (true) {
            long segment = allocator.allocate(SegmentLayout.bytes(groups));
            SegmentLayout.init(memory, segment, groups, prefix);
            long word = RootLayout.word(segment >>> shift, groups, depth);
            int i = from;
            while (i < to && table.place(word, hashes[i], references[i])) {
                i++;
            }
            if (i == to) {
                SegmentLayout.putCount(memory, segment, to - from);
                account(root, allocator.footprint(segment));
                return word;
            }
            allocator.free(segment);
            if (groups == MOST_GROUPS) {
                throw new AssertionError("hashes are less evenly spread than chance allows");
            }
            groups = sizeAbove(groups);
        }
    }

    /** Names a segment in the directory, in all words of its prefix. */
    private void putWords(long root, long word) {
        int all = RootLayout.depth(memory, root);
        long first = all == 0 ? 0 : SegmentLayout.prefix(memory, table.segment(word)) >>> -all;
        long count = 1L << (all - RootLayout.segmentDepth(word));
        for (long i = 0; i < count; i++) {
            memory.putLong(RootLayout.wordAddress(memory, root, first + i), word);
        }
    }

    /** The smallest size that this many entries do not crowd. */
    private static int sizeFor(int count) {
        for (int groups : SIZES) {
            int slots = groups * SegmentLayout.SLOTS;
            if (count <= (groups <= SMALL_GROUPS ? slots : slots * FRESH_PERCENT / 100)) {
                return groups;
            }
        }
        return MOST_GROUPS;
    }

    private int sizeOfPart(int count) {
        return leaping ? MOST_GROUPS : sizeFor(count);
    }

    private static int sizeAbove(int groups) {
        int index = Arrays.binarySearch(SIZES, groups);
        return SIZES[index + 1];
    }
}
