// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * Changes one list under a key that is looked up once. The list is created with its first element; every change is
 * announced. After what removed or replaced elements comes {@link #settle()}, with which the list goes if it is empty.
 *
 * <p>If memory is exhausted, the element at hand has not been added, and nothing has been removed.
 */
public final class ListEdit {
    private static final int FIRST_BYTES = 256;
    private static final int KEPT_BYTES = 1 << 20;

    private final Database database;
    private final ByteSlice key = new ByteSlice();
    private final PackedElement element = new PackedElement();
    private final PackedElement wanted = new PackedElement();
    private final StoredBytes view = new StoredBytes();
    private final SmallList small;
    private final BigList big;
    private final ByteSlice takenText = new ByteSlice();
    private byte[] taken = new byte[FIRST_BYTES];
    private long entry;
    private boolean startsBig;

    ListEdit(Database database) {
        this.database = database;
        this.small = new SmallList(database);
        this.big = new BigList(database.keyspace().memory(), database.keyspace().trees());
    }

    /** Takes up the list under this key, which need not exist; what is there has to be a list. */
    ListEdit open(ByteSlice newKey) {
        key.set(newKey);
        entry = database.findForWrite(key);
        startsBig = false;
        return this;
    }

    /** The list's entry, or 0 while there is none; good until the next change. */
    public long entry() {
        return entry;
    }

    public long length() {
        return entry == 0 ? 0 : database.lists().length(entry);
    }

    /** The first or the last element, a view that is good until the next change. */
    public StoredBytes end(boolean head) {
        return isPacked()
                ? Listpack.read(memory(), listpack() + endOffset(head), view)
                : big().end(head);
    }

    /**
     * Tells how many elements are about to come, and the bytes of their texts, so that the list becomes a big one before they
     * make it one.
     */
    public void expect(int elements, long bytes) {
        if (entry == 0) {
            startsBig = exceeds(ListpackLayout.EMPTY_BYTES + bytes, elements);
        } else if (isPacked()) {
            small.on(entry);
            if (exceeds(small.bytes() + bytes, (long) small.count() + elements)) {
                enlarge();
            }
        }
    }

    /** Adds an element at the head or the tail; the list is created if need be. */
    public void push(ByteSlice text, boolean head) {
        if (entry == 0) {
            create(text);
        } else if (isPacked()) {
            small.on(entry);
            int offset = head ? ListpackLayout.HEADER_BYTES : small.bytes() - 1;
            small.insert(offset, element.set(text));
            entry = small.entry();
        } else {
            big().push(text, head);
        }
        database.changed(entry);
    }

    /** Removes elements from the head or from the tail, as many as there are at most. */
    public void removeEnds(boolean head, long count) {
        long length = length();
        long removed = Math.min(count, length);
        if (removed == 0) {
            return;
        }
        if (isPacked()) {
            removeSmall(head, (int) removed, (int) length);
        } else {
            big().removeEnds(head, removed);
        }
        database.changed(entry);
    }

    /**
     * Moves an element from one end of this list to one end of another, and settles this one.
     *
     * @return the element's text, good until the next move
     */
    public ByteSlice moveEnd(boolean fromHead, ListEdit target, boolean toHead) {
        ByteSlice text = taken(end(fromHead));
        target.expect(1, text.length());
        target.push(text, toHead);
        removeEnds(fromHead, 1);
        settle();
        return text;
    }

    /** Moves an element from one end of this list to one end of it; returns its text, good until the next move. */
    public ByteSlice rotate(boolean fromHead, boolean toHead) {
        ByteSlice text = taken(end(fromHead));
        // The list keeps its key, also while it has no element.
        removeEnds(fromHead, 1);
        expect(1, text.length());
        push(text, toHead);
        settle();
        return text;
    }

    /**
     * Moves elements from one end of this list to one end of another, and settles this one. If memory is exhausted, both
     * are as before.
     *
     * @param count how many, at least one and no more than there are
     * @param outermostFirst whether the outermost element is moved first, or the innermost
     */
    public void moveEnds(
            boolean fromHead, long count, ListEdit target, boolean toHead, boolean outermostFirst) {
        long outermost = fromHead ? 0 : length() - 1;
        long innermost = fromHead ? count - 1 : length() - count;
        ListCursor cursor =
                database.lists()
                        .cursor(
                                entry,
                                outermostFirst ? outermost : innermost,
                                fromHead == outermostFirst);
        long pushed = 0;
        try {
            for (; pushed < count; pushed++) {
                cursor.next();
                ByteSlice text = taken(cursor.value());
                target.expect(1, text.length());
                target.push(text, toHead);
            }
        } catch (MemoryExhaustedException e) {
            target.removeEnds(toHead, pushed);
            target.settle();
            throw e;
        }
        removeEnds(fromHead, count);
        settle();
    }

    /**
     * Moves elements from one end of this list to one end of it.
     *
     * @param count how many, at least one and no more than there are
     * @param oneByOne whether they are pushed in the order in which they were taken, or keep the one in which they stand
     */
    public void rotate(boolean fromHead, boolean toHead, long count, boolean oneByOne) {
        if (fromHead != toHead) {
            for (long i = 0; i < count; i++) {
                rotate(fromHead, toHead);
            }
        } else if (oneByOne) {
            long first = fromHead ? 0 : length() - count;
            for (long i = 0; i < count / 2; i++) {
                swap(first + i, first + count - 1 - i);
            }
        }
    }

    /** Puts another element in place of the one with this index, which must exist. */
    public void set(long index, ByteSlice text) {
        if (isPacked()) {
            small.on(entry).replace(small.offsetOf((int) index), element.set(text));
            entry = small.entry();
        } else {
            big().set(index, text);
        }
        database.changed(entry);
    }

    /** Adds an element before or after the first one that equals the pivot; false if there is no such element. */
    public boolean insert(ByteSlice pivot, ByteSlice text, boolean before) {
        wanted.set(pivot);
        if (isPacked() ? insertSmall(text, before) : big().insert(wanted, text, before)) {
            database.changed(entry);
            return true;
        }
        return false;
    }

    /**
     * Removes elements that equal a text.
     *
     * @param most how many at most
     * @param fromHead whether to begin at the head or at the tail
     * @return how many went
     */
    public long removeEqual(ByteSlice text, long most, boolean fromHead) {
        wanted.set(text);
        long removed;
        if (isPacked()) {
            removed = small.on(entry).removeHere(wanted, most, fromHead);
            entry = small.entry();
        } else {
            removed = big().removeEqual(wanted, most, fromHead);
        }
        if (removed > 0) {
            database.changed(entry);
        }
        return removed;
    }

    /** Ends what removed or replaced elements: the list goes if it is empty, and becomes a small one if it is short. */
    public void settle() {
        if (entry == 0) {
            return;
        }
        if (length() == 0) {
            database.delete(key, true);
            entry = 0;
        } else if (!isPacked()) {
            reduce();
        }
    }

    /** Turns a small list into a big one. */
    private void enlarge() {
        long root = BigList.create(trees(), size());
        try {
            if (small.count() > 0) {
                big.on(root).append(small.listpack(), small.count());
            }
            entry = database.replaceValue(entry, ValueType.LIST, Encoding.QUICKLIST, Long.BYTES);
        } catch (MemoryExhaustedException e) {
            trees().free(root);
            throw e;
        }
        EntryLayout.putRoot(memory(), entry, root);
    }

    /** Turns a big list into a small one if that would be at most half as long as it may be. */
    private void reduce() {
        long root = EntryLayout.root(memory(), entry);
        long only = big().only();
        if (only == 0
                || Listpack.bytes(memory(), only) > ListLimits.bytes(size()) / 2
                || trees().count(root) > ListLimits.count(size()) / 2) {
            return;
        }
        int bytes = Listpack.bytes(memory(), only);
        try {
            entry = database.replaceValue(entry, ValueType.LIST, Encoding.LISTPACK, bytes);
        } catch (MemoryExhaustedException e) {
            // It can become small some other time.
            return;
        }
        memory().move(only, listpack(), bytes);
        trees().free(root);
    }

    private void removeSmall(boolean head, int removed, int length) {
        small.on(entry);
        long first = ListpackLayout.HEADER_BYTES;
        long end = small.bytes() - 1L;
        if (head) {
            small.remove(first, removed == length ? end : small.offsetOf(removed), removed);
        } else {
            small.remove(small.offsetOf(length - removed), end, removed);
        }
        entry = small.entry();
    }

    private boolean insertSmall(ByteSlice text, boolean before) {
        long found = Listpack.find(memory(), listpack(), wanted, 1);
        if (found == 0) {
            return false;
        }
        long place = before ? found : Listpack.next(memory(), found);
        small.on(entry).insert(place - listpack(), element.set(text));
        entry = small.entry();
        return true;
    }

    /** A copy of an element's text. */
    private ByteSlice taken(StoredBytes text) {
        if (text.length() > taken.length || taken.length > KEPT_BYTES) {
            taken = new byte[Math.max(text.length(), FIRST_BYTES)];
        }
        text.copyTo(taken, 0);
        return takenText.set(taken, 0, text.length());
    }

    /** Puts two elements in each other's place. If memory is exhausted, they are where they were. */
    private void swap(long one, long other) {
        ByteSlice first = ByteSlice.of(at(one).toBytes());
        set(one, taken(at(other)));
        try {
            set(other, first);
        } catch (MemoryExhaustedException e) {
            database.keyspace().allocator().reserveOpen(true);
            try {
                set(one, first);
            } finally {
                database.keyspace().allocator().reserveOpen(false);
            }
            throw e;
        }
    }

    /** The element with an index, a view that is good until the next change. */
    private StoredBytes at(long index) {
        ListCursor cursor = database.lists().cursor(entry, index, true);
        cursor.next();
        return cursor.value();
    }

    private void create(ByteSlice text) {
        if (startsBig) {
            createBig(text);
            return;
        }
        int inserted = Math.toIntExact(element.set(text).bytes());
        int bytes = Math.addExact(ListpackLayout.EMPTY_BYTES, inserted);
        entry = database.create(key, ValueType.LIST, Encoding.LISTPACK, bytes, -1);
        long listpack = listpack();
        Listpack.create(memory(), listpack);
        long at = Listpack.first(listpack);
        Listpack.splice(memory(), listpack, at, 0, inserted, 1);
        element.write(memory(), at);
    }

    private void createBig(ByteSlice text) {
        long root = BigList.create(trees(), size());
        try {
            big.on(root).push(text, true);
            entry = database.create(key, ValueType.LIST, Encoding.QUICKLIST, Long.BYTES, -1);
        } catch (MemoryExhaustedException e) {
            trees().free(root);
            throw e;
        }
        EntryLayout.putRoot(memory(), entry, root);
    }

    private long endOffset(boolean head) {
        long listpack = listpack();
        return head
                ? ListpackLayout.HEADER_BYTES
                : Listpack.previous(memory(), Listpack.end(memory(), listpack)) - listpack;
    }

    private boolean exceeds(long bytes, long count) {
        return ListLimits.exceeds(size(), bytes, count);
    }

    private int size() {
        return database.keyspace().config().listMaxListpackSize();
    }

    private boolean isPacked() {
        return database.encoding(entry) == Encoding.LISTPACK;
    }

    private BigList big() {
        return big.on(EntryLayout.root(memory(), entry));
    }

    private LeafTree trees() {
        return database.keyspace().trees();
    }

    private long listpack() {
        return EntryLayout.valueAddress(memory(), entry);
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}
