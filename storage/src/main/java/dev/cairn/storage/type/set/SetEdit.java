// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.type.packed.IntSet;
import dev.cairn.storage.type.packed.IntSetLayout;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * Changes one set, member by member, under a key that is looked up once. The set is created with its first member and
 * goes with its last; every change is announced.
 */
public final class SetEdit {
    static final ByteSlice NO_VALUE = new ByteSlice();

    private final Database database;
    private final SetLimits limits;
    private final SetCursor cursor;
    private final MemberText text = new MemberText();
    private final SetDrawing drawing;
    private final StoredBytes view = new StoredBytes();
    private final ByteSlice key = new ByteSlice();
    private final PackedElement element = new PackedElement();
    private long entry;
    private long expected;

    /** How many members {@link #drawing} has still to draw. */
    private long drawn;

    SetEdit(Database database) {
        this.database = database;
        this.limits = new SetLimits(database.keyspace().config());
        this.cursor = new SetCursor(database);
        this.drawing = new SetDrawing(database.keyspace());
    }

    /** Takes up the set under this key, which need not exist; what is there has to be a set. */
    SetEdit open(ByteSlice newKey) {
        key.set(newKey);
        entry = database.findForWrite(key);
        expected = 1;
        drawn = 0;
        return this;
    }

    SetLimits limits() {
        return limits;
    }

    /** The set's entry, or 0 while there is none; good until the next change. */
    public long entry() {
        return entry;
    }

    /** Tells how many members are about to be added: if so many need a table, the set becomes one at once. */
    public SetEdit expect(int members) {
        expected = members;
        if (entry != 0 && isPacked() && !limits.holds(encoding(), members)) {
            toTable();
        }
        return this;
    }

    /** Adds a member; false if it is there already. */
    public boolean add(ByteSlice member) {
        if (entry == 0) {
            create(member);
            return true;
        }
        return switch (encoding()) {
            case INTSET -> addToIntset(member);
            case LISTPACK -> addToListpack(member);
            default -> addElement(member);
        };
    }

    /** Removes a member; false if there is none. */
    public boolean remove(ByteSlice member) {
        if (entry == 0) {
            return false;
        }
        if (!isPacked() && elements().count(root()) > 1) {
            return removeElement(member);
        }
        if (!database.sets().contains(entry, member)) {
            return false;
        }
        if (database.sets().size(entry) == 1) {
            database.delete(key, true);
            entry = 0;
            return true;
        }
        switch (encoding()) {
            case INTSET -> {
                IntSet.remove(memory(), packed(), SetLimits.number(member));
                entry = database.resizeValue(entry, (int) IntSet.bytes(memory(), packed()));
            }
            default -> removeFromListpack(member);
        }
        database.changed(entry);
        return true;
    }

    /** Tells that so many members are to be popped, fewer than there are: many are drawn on one way through the table. */
    public SetEdit expectPops(long count) {
        if (!isPacked() && SetSampler.isMany(count, elements().count(root()))) {
            drawing.start(root(), count);
            drawn = count;
        }
        return this;
    }

    /** Draws a member, each with the same chance, and removes it; the text is good until the next one is drawn. */
    public ByteSlice pop() {
        if (drawn > 0) {
            return popDrawn();
        }
        SetSampler sampler = database.sets().sampler();
        sampler.pick(entry);
        ByteSlice member = text.copy(sampler.member());
        remove(member);
        return member;
    }

    // Numbers

    private boolean addToIntset(ByteSlice member) {
        if (!SetLimits.isNumber(member)) {
            leaveIntset(member);
            return add(member);
        }
        long number = SetLimits.number(member);
        if (IntSet.contains(memory(), packed(), number)) {
            return false;
        }
        if (!limits.holds(Encoding.INTSET, IntSet.count(memory(), packed()) + 1L)) {
            toTable();
            return addElement(member);
        }
        long bytes = IntSet.bytesWith(memory(), packed(), number);
        entry = database.resizeValue(entry, Math.toIntExact(bytes));
        IntSet.add(memory(), packed(), number);
        database.changed(entry);
        return true;
    }

    /** Makes the intset what it has to be for this member to join it. */
    private void leaveIntset(ByteSlice member) {
        int count = IntSet.count(memory(), packed());
        long min = IntSet.at(memory(), packed(), 0);
        long max = IntSet.at(memory(), packed(), count - 1);
        if (limits.beyondIntset(count, min, max, member.length()) == Encoding.LISTPACK) {
            toListpack(count);
        } else {
            toTable();
        }
    }

    /** Turns the intset into a listpack, by way of a copy, since its place is taken. */
    private void toListpack(int count) {
        long bytes = ListpackLayout.EMPTY_BYTES;
        cursor.start(entry);
        while (cursor.next()) {
            bytes += element.set(text.copy(cursor.member())).bytes();
        }
        Allocator allocator = database.keyspace().allocator();
        long numbers = allocator.allocate(IntSet.bytes(memory(), packed()));
        try {
            memory().move(packed(), numbers, IntSet.bytes(memory(), packed()));
            entry =
                    database.replaceValue(
                            entry, ValueType.SET, Encoding.LISTPACK, Math.toIntExact(bytes));
            long listpack = packed();
            Listpack.create(memory(), listpack);
            long at = Listpack.end(memory(), listpack);
            int added = Math.toIntExact(bytes - ListpackLayout.EMPTY_BYTES);
            Listpack.splice(memory(), listpack, at, 0, added, count);
            for (int i = 0; i < count; i++) {
                at = element.set(text.of(IntSet.at(memory(), numbers, i))).write(memory(), at);
            }
        } finally {
            allocator.free(numbers);
        }
    }

    // The listpack

    private boolean addToListpack(ByteSlice member) {
        long listpack = packed();
        if (Listpack.find(memory(), listpack, element.set(member), 1) != 0) {
            return false;
        }
        int bytes = Listpack.bytes(memory(), listpack);
        if (!limits.listpackTakes(Listpack.count(memory(), listpack), bytes, member.length())) {
            toTable();
            return addElement(member);
        }
        int added = (int) element.bytes();
        entry = database.resizeValue(entry, bytes + added);
        appendPrepared(added);
        database.changed(entry);
        return true;
    }

    private void appendPrepared(int added) {
        long listpack = packed();
        long end = Listpack.end(memory(), listpack);
        Listpack.splice(memory(), listpack, end, 0, added, 1);
        element.write(memory(), end);
    }

    private void removeFromListpack(ByteSlice member) {
        long listpack = packed();
        long found = Listpack.find(memory(), listpack, element.set(member), 1);
        int removed = (int) (Listpack.next(memory(), found) - found);
        Listpack.splice(memory(), listpack, found, removed, 0, -1);
        entry = database.resizeValue(entry, Listpack.bytes(memory(), listpack));
    }

    // The table

    private ByteSlice popDrawn() {
        long element = drawing.next();
        drawn--;
        ByteSlice member = text.copy(EntryLayout.key(memory(), element, view));
        drawing.remove();
        database.changed(entry);
        return member;
    }

    private boolean removeElement(ByteSlice member) {
        if (!elements().remove(root(), member)) {
            return false;
        }
        database.changed(entry);
        return true;
    }

    private boolean addElement(ByteSlice member) {
        if (!elements().put(root(), member, NO_VALUE, -1)) {
            return false;
        }
        database.changed(entry);
        return true;
    }

    private void toTable() {
        long root = elements().create();
        try {
            cursor.start(entry);
            while (cursor.next()) {
                elements().put(root, text.copy(cursor.member()), NO_VALUE, -1);
            }
            entry = database.replaceValue(entry, ValueType.SET, Encoding.HASHTABLE, Long.BYTES);
        } catch (MemoryExhaustedException e) {
            elements().free(root);
            throw e;
        }
        EntryLayout.putRoot(memory(), entry, root);
    }

    /** Makes the set with its first member. */
    private void create(ByteSlice member) {
        switch (limits.first(member, expected)) {
            case INTSET -> {
                long number = SetLimits.number(member);
                int bytes = IntSetLayout.HEADER_BYTES + IntSetLayout.widthOf(number);
                entry = database.create(key, ValueType.SET, Encoding.INTSET, bytes, -1);
                IntSet.create(memory(), packed());
                IntSet.add(memory(), packed(), number);
            }
            case LISTPACK -> {
                int added = (int) element.set(member).bytes();
                int bytes = ListpackLayout.EMPTY_BYTES + added;
                entry = database.create(key, ValueType.SET, Encoding.LISTPACK, bytes, -1);
                Listpack.create(memory(), packed());
                appendPrepared(added);
            }
            default -> createTable(member);
        }
        database.changed(entry);
    }

    private void createTable(ByteSlice member) {
        long root = elements().create();
        try {
            elements().put(root, member, NO_VALUE, -1);
            entry = database.create(key, ValueType.SET, Encoding.HASHTABLE, Long.BYTES, -1);
        } catch (MemoryExhaustedException e) {
            elements().free(root);
            throw e;
        }
        EntryLayout.putRoot(memory(), entry, root);
    }

    private Encoding encoding() {
        return database.encoding(entry);
    }

    private boolean isPacked() {
        return encoding() != Encoding.HASHTABLE;
    }

    private long packed() {
        return EntryLayout.valueAddress(memory(), entry);
    }

    private long root() {
        return EntryLayout.root(memory(), entry);
    }

    private ElementTable elements() {
        return database.keyspace().elements();
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}
