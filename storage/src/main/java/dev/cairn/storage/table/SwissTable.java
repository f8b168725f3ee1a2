// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.time.RandomSource;

import java.util.Arrays;

/**
 * Finds entries by their key: extendible hashing over segments of cache-line groups ({@link SegmentLayout}).
 *
 * <p>One object serves all tables of a keyspace; a table is the address of its {@link RootLayout root}. A lookup costs a
 * directory word, a group, and the entry itself. The table refers to entries, it does not own them.
 *
 * <p>Entries are found again by reference when they are removed or replaced, so callers say which entry they mean and
 * its key's hash.
 */
public final class SwissTable {
    /** What an entry takes in a segment: a tag and a reference. */
    public static final int SLOT_BYTES = 5;

    /** So many are looked up together at most. */
    static final int MOST_AT_ONCE = 64;

    private final Memory memory;
    private final Allocator allocator;
    private final KeyedHash hash;
    private final int shift;
    private final SegmentSizing sizing;
    private final long[] fetched = new long[MOST_AT_ONCE];
    private final long[] fetchedSegments = new long[MOST_AT_ONCE];
    private final long[] fetchedTags = new long[MOST_AT_ONCE];
    private final long[] wanted = new long[MOST_AT_ONCE];

    private final ByteSlice key = new ByteSlice();
    private byte[] keyBytes = new byte[64];

    /**
     * @param shift how far references are shifted left to become addresses
     */
    public SwissTable(Memory memory, Allocator allocator, KeyedHash hash, int shift) {
        this.memory = memory;
        this.allocator = allocator;
        this.hash = hash;
        this.shift = shift;
        this.sizing = new SegmentSizing(this, memory, allocator, shift);
    }

    /** Makes an empty table and returns its root. */
    public long create() {
        long root = allocator.allocate(RootLayout.BYTES);
        RootLayout.init(memory, root);
        sizing.account(root, allocator.footprint(root));
        return root;
    }

    /** Frees the root of a table that has no segment. */
    void free(long root) {
        sizing.release(root, root);
    }

    public long count(long root) {
        return RootLayout.count(memory, root);
    }

    /** Bytes of all tables' roots, directories and segments. */
    public long structureBytes() {
        return sizing.structureBytes();
    }

    /** Bytes of this table's root, directory and segments, and what was added with {@link #own}. */
    public long ownedBytes(long root) {
        return RootLayout.ownedBytes(memory, root);
    }

    void own(long root, long bytes) {
        RootLayout.addOwnedBytes(memory, root, bytes);
    }

    public long hash(ByteSlice key) {
        long known = key.knownHash();
        return known != 0 ? known : hash.hash(key);
    }

    /** The hash of an entry's key. */
    public long hashOf(long entry) {
        return hash.hash(
                memory,
                EntryLayout.keyAddress(memory, entry),
                EntryLayout.keyLength(memory, entry));
    }

    /** The entry with this key, or 0. */
    public long find(long root, long hash, ByteSlice key) {
        long word = RootLayout.word(memory, root, hash);
        if (word == 0) {
            return 0;
        }
        long segment = RootLayout.reference(word) << shift;
        int groups = RootLayout.groups(word);
        int home = SegmentLayout.home(hash, RootLayout.segmentDepth(word), groups);
        long group = SegmentLayout.group(segment, home);
        long tags = SegmentLayout.broadcast(SegmentLayout.tag(hash));
        long entry = findIn(group, tags, key);
        if (entry != 0) {
            return entry;
        }
        int state = SegmentLayout.state(memory, group);
        return SegmentLayout.displaced(state) == 0
                ? 0
                : findDisplaced(segment, groups, home, SegmentLayout.reach(state), tags, key);
    }

    /** One after the other, the entries whose key has exactly this hash: there is hardly ever more than one. */
    public long findHash(long root, long wanted, int skip) {
        long word = RootLayout.word(memory, root, wanted);
        if (word == 0) {
            return 0;
        }
        long segment = RootLayout.reference(word) << shift;
        int groups = RootLayout.groups(word);
        int home = SegmentLayout.home(wanted, RootLayout.segmentDepth(word), groups);
        int tag = SegmentLayout.tag(wanted);
        int left = skip;
        int reach = SegmentLayout.reach(stateAt(segment, home));
        for (int distance = 0; distance <= reach; distance++) {
            long group = SegmentLayout.group(segment, wrap(home + distance, groups));
            for (int slot = 0; slot < SegmentLayout.SLOTS; slot++) {
                if (SegmentLayout.tagAt(memory, group, slot) == tag) {
                    long entry = SegmentLayout.reference(memory, group, slot) << shift;
                    if (hashOf(entry) == wanted && left-- == 0) {
                        return entry;
                    }
                }
            }
        }
        return 0;
    }

    /** Adds an entry whose key the table does not have. */
    public void insert(long root, long hash, long entry) {
        long reference = entry >>> shift;
        assert reference << shift == entry && reference >>> 32 == 0 : "no reference: " + entry;
        while (true) {
            long word = RootLayout.word(memory, root, hash);
            if (word != 0) {
                long segment = RootLayout.reference(word) << shift;
                int groups = RootLayout.groups(word);
                int count = SegmentLayout.count(memory, segment);
                if (count < SegmentSizing.capacity(groups)
                        && place(segment, groups, RootLayout.segmentDepth(word), hash, reference)) {
                    SegmentLayout.putCount(memory, segment, count + 1);
                    RootLayout.addCount(memory, root, 1);
                    return;
                }
            }
            sizing.grow(root, hash, word);
        }
    }

    /** Lets the slot of one entry refer to another with the same key. */
    public void replace(long root, long hash, long entry, long by) {
        long reference = by >>> shift;
        assert reference << shift == by && reference >>> 32 == 0 : "no reference: " + by;
        long slot = locate(root, hash, entry);
        memory.putInt(slot, (int) reference);
    }

    /** Takes an entry out. */
    public void remove(long root, long hash, long entry) {
        long word = RootLayout.word(memory, root, hash);
        long segment = RootLayout.reference(word) << shift;
        int groups = RootLayout.groups(word);
        int home = SegmentLayout.home(hash, RootLayout.segmentDepth(word), groups);
        long reference = entry >>> shift;
        int homeState = stateAt(segment, home);
        int reach = SegmentLayout.reach(homeState);
        for (int distance = 0; distance <= reach; distance++) {
            long group = SegmentLayout.group(segment, wrap(home + distance, groups));
            int slot = slotOf(group, SegmentLayout.tag(hash), reference);
            if (slot >= 0) {
                SegmentLayout.putTag(memory, group, slot, 0);
                if (distance > 0) {
                    int state = SegmentLayout.state(memory, group);
                    SegmentLayout.putState(
                            memory, group, SegmentLayout.withStranger(state, slot, false));
                    SegmentLayout.putState(
                            memory,
                            SegmentLayout.group(segment, home),
                            SegmentLayout.withoutDisplaced(stateAt(segment, home)));
                }
                int count = SegmentLayout.count(memory, segment) - 1;
                SegmentLayout.putCount(memory, segment, count);
                RootLayout.addCount(memory, root, -1);
                if (count < SegmentSizing.scarce(groups)) {
                    sizing.shrink(root, hash);
                }
                return;
            }
        }
        throw new AssertionError("the table does not have this entry: " + entry);
    }

    /**
     * Reads what lookups of these keys will read, in passes: first all groups, then the entries whose tags match. The
     * reads of a pass do not depend on each other, so the processor waits for them together. The keys know their hashes
     * afterwards.
     */
    public void prefetch(long root, ByteSlice[] keys, int count) {
        int some = Math.min(count, MOST_AT_ONCE);
        for (int i = 0; i < some; i++) {
            wanted[i] = hash(keys[i]);
            keys[i].knownHash(wanted[i]);
        }
        prefetch(root, wanted, some);
        // An insertion counts in the segment's header.
        memory.fetch(fetchedSegments, some);
    }

    /** As {@link #prefetch(long, ByteSlice[], int)}, for keys with these hashes. */
    public void prefetch(long root, long[] hashes, int count) {
        int some = Math.min(count, MOST_AT_ONCE);
        if (RootLayout.count(memory, root) == 0) {
            Arrays.fill(fetched, 0, some, 0);
            Arrays.fill(fetchedSegments, 0, some, 0);
            return;
        }
        for (int i = 0; i < some; i++) {
            long hash = hashes[i];
            long word = RootLayout.word(memory, root, hash);
            int groups = RootLayout.groups(word);
            int home = SegmentLayout.home(hash, RootLayout.segmentDepth(word), groups);
            long segment = RootLayout.reference(word) << shift;
            fetched[i] = SegmentLayout.group(segment, home);
            fetchedSegments[i] = segment;
            fetchedTags[i] = SegmentLayout.broadcast(SegmentLayout.tag(hash));
        }
        memory.fetch(fetched, some);
        for (int i = 0; i < some; i++) {
            long group = fetched[i];
            long reference = candidate(group, fetchedTags[i]);
            long displaced = SegmentLayout.displaced(SegmentLayout.state(memory, group));
            // Both is true less often than either, and so is foreseen more often.
            if ((reference - 1 & -displaced) < 0) {
                reference = displacedCandidate(root, hashes[i], fetchedTags[i]);
            }
            fetched[i] = reference << shift;
        }
        memory.fetch(fetched, some, Memory.SHORT_REACH);
    }

    /** Reads what removing an entry of this hash reads first; returns it, so that the compiler cannot leave it out. */
    long fetchHome(long root, long hash) {
        long word = RootLayout.word(memory, root, hash);
        long segment = RootLayout.reference(word) << shift;
        int home = SegmentLayout.home(hash, RootLayout.segmentDepth(word), RootLayout.groups(word));
        return memory.getLong(SegmentLayout.group(segment, home))
                + SegmentLayout.count(memory, segment);
    }

    /**
     * Looks up the keys of entries of another table, which have these hashes: finds for each the entry with the same key
     * here, 0 for none. At most {@link #MOST_AT_ONCE}.
     */
    public void findAll(long root, long[] others, long[] hashes, int count, long[] found) {
        prefetch(root, hashes, count);
        for (int i = 0; i < count; i++) {
            long entry = fetched[i];
            // Without any entry of its tag, a key is not there.
            if (entry != 0 && !EntryLayout.sameKey(memory, entry, others[i])) {
                entry = find(root, hashes[i], keyOf(others[i]));
            }
            found[i] = entry;
        }
    }

    private ByteSlice keyOf(long entry) {
        int length = EntryLayout.keyLength(memory, entry);
        if (keyBytes.length < length) {
            keyBytes = new byte[length];
        }
        memory.copyOut(EntryLayout.keyAddress(memory, entry), keyBytes, 0, length);
        return key.set(keyBytes, 0, length);
    }

    /** The reference to an entry in a group whose tag is this, 0 for none. */
    private long candidate(long group, long tags) {
        // Without a branch, for whether and where it is found cannot be foreseen.
        long slots = SegmentLayout.slotsWith(memory, group, tags);
        int slot = SegmentLayout.slot(slots);
        return SegmentLayout.reference(memory, group, slot) & (slots | -slots) >> 63;
    }

    /** As {@link #candidate}, in the groups to which what belongs to this hash's home may have been displaced. */
    private long displacedCandidate(long root, long hash, long tags) {
        long word = RootLayout.word(memory, root, hash);
        long segment = RootLayout.reference(word) << shift;
        int groups = RootLayout.groups(word);
        int home = SegmentLayout.home(hash, RootLayout.segmentDepth(word), groups);
        int reach = SegmentLayout.reach(stateAt(segment, home));
        long reference = 0;
        for (int distance = 1; distance <= reach && reference == 0; distance++) {
            reference =
                    candidate(SegmentLayout.group(segment, wrap(home + distance, groups)), tags);
        }
        return reference;
    }

    /** Moves the segment that begins at this hash, if one does, out of a sparse slab. */
    public void compactSegment(long root, long position) {
        long word = root == 0 ? 0 : RootLayout.word(memory, root, position);
        if (word != 0) {
            long segment = RootLayout.reference(word) << shift;
            if (SegmentLayout.prefix(memory, segment) == position && allocator.isSparse(segment)) {
                sizing.move(root, word);
            }
        }
    }

    /** One entry, each with the same chance, or 0 if there is none. */
    public long random(long root, RandomSource random) {
        if (root == 0 || count(root) == 0) {
            return 0;
        }
        int depth = RootLayout.depth(memory, root);
        while (true) {
            // The same chance for each segment: only its first place in the directory counts.
            long index = depth == 0 ? 0 : random.nextLong() >>> -depth;
            long word = memory.getLong(RootLayout.wordAddress(memory, root, index));
            int segmentDepth = RootLayout.segmentDepth(word);
            if ((index & ((1L << (depth - segmentDepth)) - 1)) != 0) {
                continue;
            }
            int groups = RootLayout.groups(word);
            // The same chance for each slot: small segments are drawn as if they were of full size.
            int drawn =
                    random.nextInt(
                            (depth == 0 ? groups : SegmentSizing.MOST_GROUPS)
                                    * SegmentLayout.SLOTS);
            int group = drawn / SegmentLayout.SLOTS;
            int slot = drawn % SegmentLayout.SLOTS;
            if (group < groups) {
                long segment = RootLayout.reference(word) << shift;
                long address = SegmentLayout.group(segment, group);
                if (SegmentLayout.tagAt(memory, address, slot) != 0) {
                    return SegmentLayout.reference(memory, address, slot) << shift;
                }
            }
        }
    }

    /** Puts a reference into the home of its hash, or the next group with room; false if all in reach are full. */
    boolean place(long segment, int groups, int depth, long hash, long reference) {
        int home = SegmentLayout.home(hash, depth, groups);
        int tries = Math.min(groups, SegmentLayout.MAX_REACH + 1);
        for (int distance = 0; distance < tries; distance++) {
            long group = SegmentLayout.group(segment, wrap(home + distance, groups));
            int slot = SegmentLayout.freeSlot(memory, group);
            if (slot >= 0) {
                SegmentLayout.putTag(memory, group, slot, SegmentLayout.tag(hash));
                SegmentLayout.putReference(memory, group, slot, reference);
                if (distance > 0) {
                    int state = SegmentLayout.state(memory, group);
                    SegmentLayout.putState(
                            memory, group, SegmentLayout.withStranger(state, slot, true));
                    SegmentLayout.putState(
                            memory,
                            SegmentLayout.group(segment, home),
                            SegmentLayout.withDisplaced(stateAt(segment, home), distance));
                }
                return true;
            }
        }
        return false;
    }

    Memory memory() {
        return memory;
    }

    Allocator allocator() {
        return allocator;
    }

    /** Grows in larger steps from now on, or no longer: for whoever fills tables and wants it done soon. */
    public void growInLeaps(boolean on) {
        sizing.leaping(on);
    }

    /** Makes an empty table large enough for so many entries, as far as there is memory; a table that has some stays. */
    public void presize(long root, long entries) {
        sizing.presize(root, entries);
    }

    /** Expects a table to have so many entries soon; only the table that was named last, and none once leaps are over. */
    public void expect(long root, long entries) {
        sizing.expect(root, entries);
    }

    /** Gives back what a table took for entries that did not come. */
    public void trim(long root) {
        sizing.trim(root);
    }

    SegmentSizing sizing() {
        return sizing;
    }

    int shift() {
        return shift;
    }

    static int wrap(int group, int groups) {
        return group < groups ? group : group - groups;
    }

    private long findIn(long group, long tags, ByteSlice key) {
        long slots = SegmentLayout.slotsWith(memory, group, tags);
        while (slots != 0) {
            int slot = SegmentLayout.slot(slots);
            long entry = SegmentLayout.reference(memory, group, slot) << shift;
            if (EntryLayout.keyEquals(memory, entry, key)) {
                return entry;
            }
            slots &= slots - 1;
        }
        return 0;
    }

    private long findDisplaced(
            long segment, int groups, int home, int reach, long tags, ByteSlice key) {
        for (int distance = 1; distance <= reach; distance++) {
            long group = SegmentLayout.group(segment, wrap(home + distance, groups));
            long entry = findIn(group, tags, key);
            if (entry != 0) {
                return entry;
            }
        }
        return 0;
    }

    /** Where the reference to this entry stands. */
    private long locate(long root, long hash, long entry) {
        long word = RootLayout.word(memory, root, hash);
        long segment = RootLayout.reference(word) << shift;
        int groups = RootLayout.groups(word);
        int home = SegmentLayout.home(hash, RootLayout.segmentDepth(word), groups);
        int reach = SegmentLayout.reach(stateAt(segment, home));
        for (int distance = 0; distance <= reach; distance++) {
            long group = SegmentLayout.group(segment, wrap(home + distance, groups));
            int slot = slotOf(group, SegmentLayout.tag(hash), entry >>> shift);
            if (slot >= 0) {
                return SegmentLayout.referenceAddress(group, slot);
            }
        }
        throw new AssertionError("the table does not have this entry: " + entry);
    }

    private int slotOf(long group, int tag, long reference) {
        for (int slot = 0; slot < SegmentLayout.SLOTS; slot++) {
            if (SegmentLayout.reference(memory, group, slot) == reference
                    && SegmentLayout.tagAt(memory, group, slot) == tag) {
                return slot;
            }
        }
        return -1;
    }

    private int stateAt(long segment, int group) {
        return SegmentLayout.state(memory, SegmentLayout.group(segment, group));
    }
}
