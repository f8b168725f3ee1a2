// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.time.RandomSource;

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

    private final Memory memory;
    private final Allocator allocator;
    private final KeyedHash hash;
    private final int shift;
    private final SegmentSizing sizing;
    private final FetchedKeys fetched;

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
        this.fetched = new FetchedKeys(this, memory);
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
        long hint = fetched.hint(root, key);
        return hint != 0 && EntryLayout.keyEquals(memory, hint, key)
                ? hint
                : search(root, hash, key);
    }

    private long search(long root, long hash, ByteSlice key) {
        long word = RootLayout.word(memory, root, hash);
        if (word == 0) {
            return 0;
        }
        long home = home(word, hash);
        long tags = SegmentLayout.tags(hash);
        long entry = findIn(home, tags, key);
        int reach = SegmentLayout.reach(SegmentLayout.state(memory, home));
        return entry != 0 || reach == 0 ? entry : findDisplaced(word, home, reach, tags, key);
    }

    /** One after the other, the entries whose key has exactly this hash: there is hardly ever more than one. */
    public long findHash(long root, long wanted, int skip) {
        long word = RootLayout.word(memory, root, wanted);
        if (word == 0) {
            return 0;
        }
        long tags = SegmentLayout.tags(wanted);
        long group = home(word, wanted);
        int left = skip;
        for (int reach = reach(group); reach >= 0; reach--) {
            long slots = SegmentLayout.slotsWith(memory, group, tags);
            for (; slots != 0; slots &= slots - 1) {
                long entry = entryAt(referenceAddress(group, slots));
                if (hashOf(entry) == wanted && left-- == 0) {
                    return entry;
                }
            }
            group = behind(word, group);
        }
        return 0;
    }

    /** Adds an entry whose key the table does not have. */
    public void insert(long root, long hash, long entry) {
        long reference = reference(entry);
        while (true) {
            long word = RootLayout.word(memory, root, hash);
            if (word != 0) {
                long segment = segment(word);
                int count = SegmentLayout.count(memory, segment);
                if (count < SegmentSizing.capacity(RootLayout.groups(word))
                        && place(word, hash, reference)) {
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
        long word = RootLayout.word(memory, root, hash);
        long at = locate(word, home(word, hash), hash, entry);
        SegmentLayout.putReferenceAt(memory, at, reference(by));
    }

    /** Takes an entry out. */
    public void remove(long root, long hash, long entry) {
        long word = RootLayout.word(memory, root, hash);
        long segment = segment(word);
        long home = home(word, hash);
        long at = locate(word, home, hash, entry);
        long group = SegmentLayout.groupOf(segment, at);
        int slot = SegmentLayout.slotOf(group, at);
        SegmentLayout.clear(memory, group, slot);
        if (group != home) {
            int state = SegmentLayout.state(memory, group);
            SegmentLayout.putState(memory, group, SegmentLayout.withStranger(state, slot, false));
            int homeState = SegmentLayout.state(memory, home);
            SegmentLayout.putState(memory, home, SegmentLayout.withoutDisplaced(homeState));
        }
        int count = SegmentLayout.count(memory, segment) - 1;
        SegmentLayout.putCount(memory, segment, count);
        RootLayout.addCount(memory, root, -1);
        if (count < SegmentSizing.scarce(RootLayout.groups(word))) {
            sizing.shrink(root, hash);
        }
    }

    /**
     * Reads what lookups of these keys will read, in passes: first all groups, then the entries whose tags match. The
     * reads of a pass do not depend on each other, so the processor waits for them together. The keys know their hashes
     * afterwards, and {@link #find} begins with what was found here.
     */
    public void prefetch(long root, ByteSlice[] keys, int count) {
        fetched.fetch(root, keys, count);
    }

    /** Reads what removing an entry of this hash reads first; returns it, so that the compiler cannot leave it out. */
    long fetchHome(long root, long hash) {
        long word = RootLayout.word(memory, root, hash);
        return memory.getLong(home(word, hash)) + SegmentLayout.count(memory, segment(word));
    }

    /**
     * Looks up the keys of entries of another table, which have these hashes: finds for each the entry with the same key
     * here, 0 for none. At most {@link FetchedKeys#MOST}.
     */
    public void findAll(long root, long[] others, long[] hashes, int count, long[] found) {
        fetched.fetch(root, hashes, count);
        for (int i = 0; i < count; i++) {
            long entry = fetched.entry(i);
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

    /** Moves the segment that begins at this hash, if one does, out of a sparse slab. */
    public void compactSegment(long root, long position) {
        long word = root == 0 ? 0 : RootLayout.word(memory, root, position);
        if (word != 0) {
            long segment = segment(word);
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
                long segment = segment(word);
                long address = SegmentLayout.group(segment, group);
                if (SegmentLayout.tagAt(memory, address, slot) != 0) {
                    return entryAt(SegmentLayout.referenceAddress(address, slot));
                }
            }
        }
    }

    /** Puts a reference into the home of its hash, or the next group with room; false if all in reach are full. */
    boolean place(long word, long hash, long reference) {
        long home = home(word, hash);
        long group = home;
        int tries = Math.min(RootLayout.groups(word), SegmentLayout.MAX_REACH + 1);
        for (int distance = 0; distance < tries; distance++) {
            int slot = SegmentLayout.freeSlot(memory, group);
            if (slot >= 0) {
                SegmentLayout.putTag(memory, group, slot, SegmentLayout.tag(hash));
                SegmentLayout.putReference(memory, group, slot, reference);
                if (distance > 0) {
                    int state = SegmentLayout.state(memory, group);
                    SegmentLayout.putState(
                            memory, group, SegmentLayout.withStranger(state, slot, true));
                    int homeState = SegmentLayout.state(memory, home);
                    SegmentLayout.putState(
                            memory, home, SegmentLayout.withDisplaced(homeState, distance));
                }
                return true;
            }
            group = behind(word, group);
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

    /** The segment that a directory word names. */
    long segment(long word) {
        return RootLayout.reference(word) << shift;
    }

    /** The home group of a hash in the segment that this directory word names. */
    long home(long word, long hash) {
        int home = SegmentLayout.home(hash, RootLayout.segmentDepth(word), RootLayout.groups(word));
        return SegmentLayout.group(segment(word), home);
    }

    /** The group behind one of the segment that this directory word names: behind the last one it is the first. */
    long behind(long word, long group) {
        long segment = segment(word);
        long next = group + SegmentLayout.GROUP_BYTES;
        return next == SegmentLayout.group(segment, RootLayout.groups(word))
                ? SegmentLayout.group(segment, 0)
                : next;
    }

    /** The entry that the reference at this address leads to, 0 for none. */
    long entryAt(long referenceAddress) {
        return SegmentLayout.referenceAt(memory, referenceAddress) << shift;
    }

    /** Where the reference of the lowest of these slots stands. */
    static long referenceAddress(long group, long slots) {
        return SegmentLayout.referenceAddress(group, SegmentLayout.slot(slots));
    }

    /** Hears that a segment is no longer where it was. */
    void segmentReleased() {
        fetched.forget();
    }

    private long reference(long entry) {
        long reference = entry >>> shift;
        assert reference << shift == entry && reference >>> 32 == 0 : "no reference: " + entry;
        return reference;
    }

    private int reach(long group) {
        return SegmentLayout.reach(SegmentLayout.state(memory, group));
    }

    private long findIn(long group, long tags, ByteSlice key) {
        long slots = SegmentLayout.slotsWith(memory, group, tags);
        for (; slots != 0; slots &= slots - 1) {
            long entry = entryAt(referenceAddress(group, slots));
            if (EntryLayout.keyEquals(memory, entry, key)) {
                return entry;
            }
        }
        return 0;
    }

    private long findDisplaced(long word, long home, int reach, long tags, ByteSlice key) {
        long group = home;
        for (int distance = 1; distance <= reach; distance++) {
            group = behind(word, group);
            long entry = findIn(group, tags, key);
            if (entry != 0) {
                return entry;
            }
        }
        return 0;
    }

    /** Where the reference to this entry stands. */
    private long locate(long word, long home, long hash, long entry) {
        long tags = SegmentLayout.tags(hash);
        long group = home;
        for (int reach = reach(group); reach >= 0; reach--) {
            long slots = SegmentLayout.slotsWith(memory, group, tags);
            for (; slots != 0; slots &= slots - 1) {
                long at = referenceAddress(group, slots);
                if (entryAt(at) == entry) {
                    return at;
                }
            }
            group = behind(word, group);
        }
        throw new AssertionError("the table does not have this entry: " + entry);
    }
}
