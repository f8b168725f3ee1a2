// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

import java.util.Arrays;

/**
 * Keys that are looked up together: what a lookup reads is read for all of them at once, and where a reference with the
 * key's tag was found is noted, for the key's own lookup to begin there.
 *
 * <p>That is a hint, no answer. As long as no segment was given back, a reference to an entry of the table stands there, or
 * none, whatever was added, replaced or removed since; whether the entry has the key is for the lookup to see.
 */
final class FetchedKeys {
    /** So many keys at most. */
    static final int MOST = 64;

    private final SwissTable table;
    private final Memory memory;
    private final long[] hashes = new long[MOST];
    private final long[] groups = new long[MOST];
    private final long[] segments = new long[MOST];
    private final long[] entries = new long[MOST];

    /** Where keys' references stand, by the keys' places, which begin with 1: a key without a place has none. */
    private final long[] addresses = new long[MOST + 1];

    private long root;
    private int known;

    FetchedKeys(SwissTable table, Memory memory) {
        this.table = table;
        this.memory = memory;
    }

    /** Fetches for some keys, which know their hashes and places afterwards. */
    void fetch(long newRoot, ByteSlice[] keys, int count) {
        int some = Math.min(count, MOST);
        for (int i = 0; i < some; i++) {
            hashes[i] = table.hash(keys[i]);
            keys[i].knownHash(hashes[i]);
            keys[i].knownPlace(i + 1);
        }
        fetch(newRoot, hashes, some);
        // An insertion counts in the segment's header.
        memory.fetch(segments, some);
        root = newRoot;
        known = some;
    }

    /** Fetches for keys with these hashes, and forgets what was noted for others. */
    void fetch(long newRoot, long[] wanted, int count) {
        forget();
        if (RootLayout.count(memory, newRoot) == 0) {
            Arrays.fill(segments, 0, count, 0);
            Arrays.fill(addresses, 1, count + 1, 0);
            Arrays.fill(entries, 0, count, 0);
            return;
        }
        findGroups(newRoot, wanted, count);
        memory.fetch(groups, count);
        findReferences(newRoot, wanted, count);
        memory.fetch(entries, count, Memory.SHORT_REACH);
    }

    // Each loop is a method of its own: of several in one the compiler compiles all once for each
    // that turns out to run often.

    private void findGroups(long newRoot, long[] wanted, int count) {
        for (int i = 0; i < count; i++) {
            long word = RootLayout.word(memory, newRoot, wanted[i]);
            segments[i] = table.segment(word);
            groups[i] = table.home(word, wanted[i]);
        }
    }

    private void findReferences(long newRoot, long[] wanted, int count) {
        for (int i = 0; i < count; i++) {
            long group = groups[i];
            long tags = SegmentLayout.tags(wanted[i]);
            // Without a branch, for whether and where it is found cannot be foreseen.
            long at = referenceWith(group, tags);
            long reach = SegmentLayout.reach(SegmentLayout.state(memory, group));
            // Both is true less often than either, and so is foreseen more often.
            if ((at - 1 & -reach) < 0) {
                at = displacedReference(RootLayout.word(memory, newRoot, wanted[i]), group, tags);
            }
            addresses[i + 1] = at;
            entries[i] = table.entryAt(at) & -at >> 63;
        }
    }

    /** The entry that stands now where one was found for a key of this table, 0 for none. */
    long hint(long ofRoot, ByteSlice key) {
        int place = key.knownPlace();
        if (ofRoot != root || place > known) {
            return 0;
        }
        long at = addresses[place];
        return at == 0 ? 0 : table.entryAt(at);
    }

    /** What was found for a hash: an entry with its tag, 0 for none. */
    long entry(int index) {
        return entries[index];
    }

    /** Hears that where references were found there may be none any more. */
    void forget() {
        root = 0;
    }

    /** Where a group's reference with this tag stands, 0 for none. */
    private long referenceWith(long group, long tags) {
        long slots = SegmentLayout.slotsWith(memory, group, tags);
        return SwissTable.referenceAddress(group, slots) & (slots | -slots) >> 63;
    }

    /** As {@link #referenceWith}, in the groups to which what belongs to this home may have been displaced. */
    private long displacedReference(long word, long home, long tags) {
        long group = home;
        long at = 0;
        int reach = SegmentLayout.reach(SegmentLayout.state(memory, home));
        for (int distance = 1; distance <= reach && at == 0; distance++) {
            group = table.behind(word, group);
            at = referenceWith(group, tags);
        }
        return at;
    }
}
