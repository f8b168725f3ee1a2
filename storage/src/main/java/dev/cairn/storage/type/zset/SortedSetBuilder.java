// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.zset;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.ScoredTable;
import dev.cairn.storage.tree.ScoreCursor;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.ListpackReader;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * Builds a sorted set member by member, from a file, a payload, or other collections. It stands beside the keyspace until
 * it is complete, so that one that fails leaves no trace; members get their order at the end. Nothing is announced.
 */
public final class SortedSetBuilder {
    private final Keyspace keyspace;
    private final PackedScores packed;
    private final PackedElement element = new PackedElement();
    private final StoredBytes view = new StoredBytes();
    private final ByteSlice name = new ByteSlice();
    private final ScoreCursor cursor;
    private byte[] nameBytes = new byte[128];
    private long root;
    private int longest;
    private boolean arranged;

    public SortedSetBuilder(Keyspace keyspace) {
        this.keyspace = keyspace;
        this.packed = new PackedScores(keyspace.memory());
        this.cursor = scored().cursor();
    }

    /** Begins a sorted set without members. */
    public void begin() {
        assert root == 0 : "another sorted set is being built";
        root = elements().create();
        longest = 0;
        arranged = false;
    }

    /** Hears, before the first member, that there will be about so many. */
    public void expect(long members) {
        elements().expect(root, members);
    }

    /** The table that is being built, for whoever looks members up ahead. */
    public long root() {
        return root;
    }

    /** Adds a member; false, and nothing is added, if the sorted set has it already. */
    public boolean add(ByteSlice member, double score) {
        if (elements().find(root, member) != 0) {
            return false;
        }
        addNew(member, score);
        return true;
    }

    /** Adds a member that is known to be new. */
    public void addNew(ByteSlice member, double score) {
        scored().addLoose(root, member, score);
        longest = Math.max(longest, member.length());
    }

    /** A member's element, or 0; for {@link #score} and {@link #rescore}. */
    public long find(ByteSlice member) {
        return elements().find(root, member);
    }

    public double score(long found) {
        return scored().score(found);
    }

    public void rescore(long found, double score) {
        scored().rescoreLoose(found, score);
    }

    /** Removes a member, if it is there. */
    public void remove(ByteSlice member) {
        elements().remove(root, member);
    }

    public long count() {
        return root == 0 ? 0 : elements().count(root);
    }

    /** Shows the members in their order; none may be added afterwards. */
    public void show(MemberVisitor visitor) {
        arrange();
        scored().start(cursor, root, 0);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            visitor.member(EntryLayout.key(keyspace.memory(), at, view), scored().score(at));
        }
    }

    /** Puts the sorted set under its key, in place of whatever that held; one without members does not appear. */
    public void end(Database database, ByteSlice key, long expireAtMillis) {
        long count = count();
        if (count > 0) {
            arrange();
            long bytes = count <= entriesLimit() && longest <= valueLimit() ? packedBytes() : -1;
            if (bytes >= 0 && bytes <= Listpack.SAFE_BYTES) {
                store(database, key, expireAtMillis, (int) bytes);
            } else {
                adopt(database, key, expireAtMillis);
            }
        }
        abandon();
    }

    /** Drops what has been built. */
    public void abandon() {
        if (root != 0) {
            elements().free(root);
            root = 0;
        }
    }

    /** Takes a listpack as it is, or as a table if it has more members than a listpack may have. */
    static void packed(Database database, ByteSlice key, ByteSlice blob, long expireAtMillis) {
        Keyspace keyspace = database.keyspace();
        Memory memory = keyspace.memory();
        ListpackReader reader = new ListpackReader();
        reader.set(blob.array(), blob.offset(), blob.length());
        while (reader.next()) {
            // Only the count is wanted.
        }
        long members = reader.seen() / 2;
        Encoding listpack = Encoding.LISTPACK;
        long entry = database.create(key, ValueType.ZSET, listpack, blob.length(), expireAtMillis);
        memory.copyIn(blob, EntryLayout.valueAddress(memory, entry));
        if (members > keyspace.config().zsetMaxListpackEntries()) {
            database.sortedSets().edit(key).expect(members, 0);
        }
    }

    private void arrange() {
        if (!arranged) {
            elements().arrange(root);
            arranged = true;
        }
    }

    private void adopt(Database database, ByteSlice key, long expireAtMillis) {
        long entry =
                database.create(key, ValueType.ZSET, Encoding.SKIPLIST, Long.BYTES, expireAtMillis);
        EntryLayout.putRoot(keyspace.memory(), entry, root);
        root = 0;
    }

    private long packedBytes() {
        long bytes = ListpackLayout.EMPTY_BYTES;
        scored().start(cursor, root, 0);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            bytes += element.set(nameOf(at)).bytes();
            bytes += packed.element(scored().score(at)).bytes();
        }
        return bytes;
    }

    /** Writes the members as a listpack. */
    private void store(Database database, ByteSlice key, long expireAtMillis, int bytes) {
        Memory memory = keyspace.memory();
        long entry = database.create(key, ValueType.ZSET, Encoding.LISTPACK, bytes, expireAtMillis);
        long listpack = EntryLayout.valueAddress(memory, entry);
        Listpack.create(memory, listpack);
        long target = Listpack.first(listpack);
        int inserted = bytes - ListpackLayout.EMPTY_BYTES;
        Listpack.splice(memory, listpack, target, 0, inserted, (int) count() * 2);
        scored().start(cursor, root, 0);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            target = element.set(nameOf(at)).write(memory, target);
            target = packed.element(scored().score(at)).write(memory, target);
        }
    }

    private ByteSlice nameOf(long at) {
        EntryLayout.key(keyspace.memory(), at, view);
        if (nameBytes.length < view.length()) {
            nameBytes = new byte[view.length()];
        }
        view.copyTo(nameBytes, 0);
        return name.set(nameBytes, 0, view.length());
    }

    private int entriesLimit() {
        return keyspace.config().zsetMaxListpackEntries();
    }

    private int valueLimit() {
        return keyspace.config().zsetMaxListpackValue();
    }

    private ElementTable elements() {
        return keyspace.elements();
    }

    private ScoredTable scored() {
        return keyspace.scored();
    }
}
