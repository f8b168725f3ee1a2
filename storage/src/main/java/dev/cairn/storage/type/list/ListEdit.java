// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
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
    private final ByteSlice takenText = new ByteSlice();
    private byte[] taken = new byte[FIRST_BYTES];
    private long entry;

    ListEdit(Database database) {
        this.database = database;
        this.small = new SmallList(database);
    }

    /** Takes up the list under this key, which need not exist; what is there has to be a list. */
    ListEdit open(ByteSlice newKey) {
        key.set(newKey);
        entry = database.findForWrite(key);
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
        return Listpack.read(memory(), listpack() + endOffset(head), view);
    }

    /** Tells how many elements are about to come, and the bytes of their texts, so that the list takes the form that it will need. */
    public void expect(int elements, long bytes) {}

    /** Adds an element at the head or the tail; the list is created if need be. */
    public void push(ByteSlice text, boolean head) {
        element.set(text);
        if (entry == 0) {
            create();
        } else {
            int offset =
                    head ? ListpackLayout.HEADER_BYTES : Listpack.bytes(memory(), listpack()) - 1;
            small.on(entry).insert(offset, element);
            entry = small.entry();
        }
        database.changed(entry);
    }

    /** Removes elements from the head or from the tail, as many as there are at most. */
    public void removeEnds(boolean head, long count) {
        int length = (int) length();
        int removed = (int) Math.min(count, length);
        if (removed == 0) {
            return;
        }
        small.on(entry);
        long first = ListpackLayout.HEADER_BYTES;
        long end = small.bytes() - 1L;
        if (head) {
            small.remove(first, removed == length ? end : small.offsetOf(removed), removed);
        } else {
            small.remove(small.offsetOf(length - removed), end, removed);
        }
        entry = small.entry();
        database.changed(entry);
    }

    /**
     * Moves an element from one end of this list to one end of another, and settles this one.
     *
     * @return the element's text, good until the next move
     */
    public ByteSlice moveEnd(boolean fromHead, ListEdit target, boolean toHead) {
        ByteSlice text = taken(fromHead);
        target.expect(1, text.length());
        target.push(text, toHead);
        removeEnds(fromHead, 1);
        settle();
        return text;
    }

    /** Moves an element from one end of this list to one end of it; returns its text, good until the next move. */
    public ByteSlice rotate(boolean fromHead, boolean toHead) {
        ByteSlice text = taken(fromHead);
        // The list keeps its key, also while it has no element.
        removeEnds(fromHead, 1);
        expect(1, text.length());
        push(text, toHead);
        settle();
        return text;
    }

    /** Puts another element in place of the one with this index, which must exist. */
    public void set(long index, ByteSlice text) {
        small.on(entry).replace(small.offsetOf((int) index), element.set(text));
        entry = small.entry();
        database.changed(entry);
    }

    /** Adds an element before or after the first one that equals the pivot; false if there is no such element. */
    public boolean insert(ByteSlice pivot, ByteSlice text, boolean before) {
        long found = Listpack.find(memory(), listpack(), wanted.set(pivot), 1);
        if (found == 0) {
            return false;
        }
        long place = before ? found : Listpack.next(memory(), found);
        small.on(entry).insert(place - listpack(), element.set(text));
        entry = small.entry();
        database.changed(entry);
        return true;
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
        small.on(entry);
        long offset = ListpackLayout.HEADER_BYTES;
        if (!fromHead) {
            offset = small.bytes() - 1L;
        }
        long removed = 0;
        while (removed < most) {
            long listpack = small.listpack();
            if (fromHead ? offset == small.bytes() - 1L : offset == ListpackLayout.HEADER_BYTES) {
                break;
            }
            long at = listpack + offset;
            if (!fromHead) {
                at = Listpack.previous(memory(), at);
                offset = at - listpack;
            }
            long behind = Listpack.next(memory(), at);
            if (Listpack.equals(memory(), at, wanted)) {
                small.remove(offset, behind - listpack, 1);
                removed++;
            } else if (fromHead) {
                offset = behind - listpack;
            }
        }
        entry = small.entry();
        if (removed > 0) {
            database.changed(entry);
        }
        return removed;
    }

    /** Ends what removed or replaced elements: the list goes if it is empty. */
    public void settle() {
        if (entry != 0 && length() == 0) {
            database.delete(key, true);
            entry = 0;
        }
    }

    /** A copy of the text at one end. */
    private ByteSlice taken(boolean head) {
        StoredBytes end = end(head);
        if (end.length() > taken.length || taken.length > KEPT_BYTES) {
            taken = new byte[Math.max(end.length(), FIRST_BYTES)];
        }
        end.copyTo(taken, 0);
        return takenText.set(taken, 0, end.length());
    }

    private void create() {
        int bytes = Math.addExact(ListpackLayout.EMPTY_BYTES, Math.toIntExact(element.bytes()));
        entry = database.create(key, ValueType.LIST, Encoding.LISTPACK, bytes, -1);
        long listpack = listpack();
        Listpack.create(memory(), listpack);
        long at = Listpack.first(listpack);
        Listpack.splice(memory(), listpack, at, 0, (int) element.bytes(), 1);
        element.write(memory(), at);
    }

    private long endOffset(boolean head) {
        long listpack = listpack();
        return head
                ? ListpackLayout.HEADER_BYTES
                : Listpack.previous(memory(), Listpack.end(memory(), listpack)) - listpack;
    }

    private long listpack() {
        return EntryLayout.valueAddress(memory(), entry);
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}
