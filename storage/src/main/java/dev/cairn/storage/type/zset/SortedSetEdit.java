// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.zset;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.ScoredTable;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * Changes one sorted set, member by member, under a key that is looked up once: {@link #find} says which member is meant,
 * {@link #add}, {@link #rescore} and {@link #remove} are about that one. The sorted set is created with its first member
 * and goes with its last; every change is announced.
 */
public final class SortedSetEdit {
    private final Database database;
    private final PackedScores packed;
    private final ByteSlice key = new ByteSlice();
    private final ByteSlice name = new ByteSlice();
    private final ByteSlice moved = new ByteSlice();
    private final PackedElement member = new PackedElement();
    private final StoredBytes view = new StoredBytes();
    private byte[] movedBytes = new byte[128];
    private long entry;

    /** What was found: a distance within the listpack, or an element; 0 for nothing. */
    private long found;

    private boolean startsAsTable;

    SortedSetEdit(Database database, PackedScores packed) {
        this.database = database;
        this.packed = packed;
    }

    SortedSetEdit open(ByteSlice newKey) {
        key.set(newKey);
        entry = database.findForWrite(key);
        startsAsTable = false;
        return this;
    }

    /** The sorted set's entry, or 0 while there is none; good until the next change. */
    public long entry() {
        return entry;
    }

    /** How many members there are. */
    public long length() {
        return entry == 0 ? 0 : database.sortedSets().length(entry);
    }

    /** Tells what is about to be added: if a listpack may not hold that much, it becomes a table at once. */
    public SortedSetEdit expect(long members, int longest) {
        if (members > entriesLimit() || longest > valueLimit() || entriesLimit() == 0) {
            startsAsTable = true;
            if (entry != 0 && isPacked() && (members > entriesLimit() || longest > valueLimit())) {
                convert();
            }
        }
        return this;
    }

    /** Looks for a member and returns its score, NaN if there is no such member. */
    public double find(ByteSlice newName) {
        name.set(newName);
        found = 0;
        if (entry == 0) {
            return Double.NaN;
        }
        if (!isPacked()) {
            found = elements().find(root(), name);
            return found == 0 ? Double.NaN : scored().score(found);
        }
        long at = Listpack.find(memory(), listpack(), member.set(name), 2);
        if (at == 0) {
            return Double.NaN;
        }
        found = at - listpack();
        return packed.score(Listpack.next(memory(), at));
    }

    /** Adds the member that was not found. */
    public void add(double score) {
        if (entry == 0) {
            create(score);
        } else if (isPacked() && mayGrow(score)) {
            insertPair(score);
        } else {
            if (isPacked()) {
                convert();
            }
            scored().add(root(), name, score);
        }
        database.changed(entry);
    }

    /** Gives the member that was found another score. */
    public void rescore(double score) {
        if (isPacked()) {
            movePair(score);
        } else {
            scored().rescore(root(), found, score);
        }
        database.changed(entry);
    }

    /** Removes the member that was found. */
    public void remove() {
        if (length() == 1) {
            deleteKey();
            return;
        }
        if (isPacked()) {
            long at = listpack() + found;
            cut(at, packed.behind(at), 1);
        } else {
            scored().remove(root(), found);
        }
        database.changed(entry);
    }

    /** Removes the members from one place in the order to another, which stays; returns how many. */
    public long removeRange(long from, long to) {
        if (to <= from) {
            return 0;
        }
        if (to - from == length()) {
            deleteKey();
            return to - from;
        }
        if (isPacked()) {
            long first = packed.at(listpack(), from);
            long behind = first;
            for (long i = from; i < to; i++) {
                behind = packed.behind(behind);
            }
            cut(first, behind, (int) (to - from));
        } else {
            scored().removeRange(root(), from, to);
        }
        database.changed(entry);
        return to - from;
    }

    // The listpack

    private boolean mayGrow(double score) {
        long bytes = Listpack.bytes(memory(), listpack());
        return packed.count(entry) < entriesLimit()
                && name.length() <= valueLimit()
                && bytes + member.set(name).bytes() + packed.element(score).bytes()
                        <= Listpack.SAFE_BYTES;
    }

    private void insertPair(double score) {
        long offset = packed.place(listpack(), score, name) - listpack();
        int inserted = (int) (member.set(name).bytes() + packed.element(score).bytes());
        entry = database.resizeValue(entry, Listpack.bytes(memory(), listpack()) + inserted);
        writePair(offset, inserted, 2, score);
    }

    private void writePair(long offset, int inserted, int countChange, double score) {
        long listpack = listpack();
        long at = listpack + offset;
        Listpack.splice(memory(), listpack, at, 0, inserted, countChange);
        packed.element(score).write(memory(), member.set(name).write(memory(), at));
    }

    private void movePair(double score) {
        long at = listpack() + found;
        int removed = (int) (packed.behind(at) - at);
        int inserted = (int) (member.set(name).bytes() + packed.element(score).bytes());
        int bytes = Listpack.bytes(memory(), listpack());
        if (inserted > removed) {
            entry = database.resizeValue(entry, bytes + inserted - removed);
        }
        long listpack = listpack();
        Listpack.splice(memory(), listpack, listpack + found, removed, 0, -2);
        writePair(packed.place(listpack, score, name) - listpack, inserted, 2, score);
        if (inserted < removed) {
            entry = database.resizeValue(entry, bytes + inserted - removed);
        }
    }

    private void cut(long from, long to, int pairs) {
        long listpack = listpack();
        Listpack.splice(memory(), listpack, from, (int) (to - from), 0, -2 * pairs);
        entry = database.resizeValue(entry, Listpack.bytes(memory(), listpack));
    }

    // Both

    private void create(double score) {
        boolean small = !startsAsTable && entriesLimit() > 0 && name.length() <= valueLimit();
        if (small) {
            int pair = (int) (member.set(name).bytes() + packed.element(score).bytes());
            int bytes = ListpackLayout.EMPTY_BYTES + pair;
            entry = database.create(key, ValueType.ZSET, Encoding.LISTPACK, bytes, -1);
            Listpack.create(memory(), listpack());
            writePair(Listpack.first(0), pair, 2, score);
            return;
        }
        long root = elements().create();
        try {
            scored().add(root, name, score);
            entry = database.create(key, ValueType.ZSET, Encoding.SKIPLIST, Long.BYTES, -1);
        } catch (MemoryExhaustedException e) {
            elements().free(root);
            throw e;
        }
        EntryLayout.putRoot(memory(), entry, root);
    }

    /** Turns the listpack into a table. */
    private void convert() {
        long root = elements().create();
        try {
            long end = Listpack.end(memory(), listpack());
            long at = Listpack.first(listpack());
            while (at < end) {
                scored().add(
                                root,
                                heap(Listpack.read(memory(), at, view)),
                                packed.score(Listpack.next(memory(), at)));
                at = packed.behind(at);
            }
            entry = database.replaceValue(entry, ValueType.ZSET, Encoding.SKIPLIST, Long.BYTES);
        } catch (MemoryExhaustedException e) {
            elements().free(root);
            throw e;
        }
        EntryLayout.putRoot(memory(), entry, root);
    }

    private ByteSlice heap(StoredBytes bytes) {
        if (movedBytes.length < bytes.length()) {
            movedBytes = new byte[bytes.length()];
        }
        bytes.copyTo(movedBytes, 0);
        return moved.set(movedBytes, 0, bytes.length());
    }

    private void deleteKey() {
        database.delete(key, true);
        entry = 0;
    }

    private int entriesLimit() {
        return database.keyspace().config().zsetMaxListpackEntries();
    }

    private int valueLimit() {
        return database.keyspace().config().zsetMaxListpackValue();
    }

    private boolean isPacked() {
        return database.encoding(entry) == Encoding.LISTPACK;
    }

    private long listpack() {
        return packed.listpack(entry);
    }

    private long root() {
        return EntryLayout.root(memory(), entry);
    }

    private ElementTable elements() {
        return database.keyspace().elements();
    }

    private ScoredTable scored() {
        return database.keyspace().scored();
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}
