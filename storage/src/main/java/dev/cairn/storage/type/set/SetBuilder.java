// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.TableCursor;
import dev.cairn.storage.type.packed.IntSet;
import dev.cairn.storage.type.packed.IntSetLayout;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * Builds a set beside the keyspace: one that comes from a file, or the outcome of an operation on others. It is a table
 * until it is complete; which encoding it then gets follows from the members that came and went, as if it had been a set
 * all the time. Nothing is announced.
 */
public final class SetBuilder {
    private final Keyspace keyspace;
    private final SetLimits limits;
    private final TableCursor cursor;
    private final PackedElement element = new PackedElement();
    private final MemberText text = new MemberText();
    private final StoredBytes view = new StoredBytes();
    private long root;
    private Encoding encoding;
    private long listpackBytes;
    private long min;
    private long max;

    public SetBuilder(Keyspace keyspace) {
        this.keyspace = keyspace;
        this.limits = new SetLimits(keyspace.config());
        this.cursor = keyspace.elements().cursor();
    }

    /** Begins a set without members that starts as this encoding; one that was left unfinished is dropped. */
    public SetBuilder begin(Encoding first) {
        abandon();
        root = elements().create();
        encoding = first;
        listpackBytes = ListpackLayout.EMPTY_BYTES;
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
        return this;
    }

    /** Begins a set that is said to get so many members, as a file says it. */
    public SetBuilder beginWith(long announced) {
        return begin(
                limits.holds(Encoding.INTSET, announced) ? Encoding.INTSET : Encoding.HASHTABLE);
    }

    /** Hears, before the first member, that there will be at least so many. */
    public SetBuilder expect(long members) {
        elements().expect(root, members);
        return this;
    }

    public long count() {
        return elements().count(root);
    }

    /** Adds a member; false if it is there already. */
    public boolean add(ByteSlice member) {
        long before = count();
        if (!elements().put(root, member, SetEdit.NO_VALUE, -1)) {
            return false;
        }
        took(member, before);
        return true;
    }

    /** Adds the member at which a walk stands, which is known to be new. */
    public void addNew(SetCursor walk) {
        if (walk.element() == 0) {
            add(walk.text());
            return;
        }
        long before = count();
        elements().addCopy(root, walk.element(), walk.hash());
        if (encoding != Encoding.HASHTABLE) {
            took(walk.text(), before);
        }
    }

    /** Adds the members of a walk that has been started, until there are so many. */
    public void addAll(SetCursor members, long limit) {
        boolean areNew = count() == 0;
        if (!areNew) {
            members.lookingUpIn(root);
        }
        while (count() < limit && members.next()) {
            if (areNew) {
                addNew(members);
            } else {
                add(members.text());
            }
        }
    }

    private void took(ByteSlice member, long before) {
        if (encoding == Encoding.INTSET) {
            growIntset(member, before);
        }
        if (encoding == Encoding.LISTPACK) {
            if (limits.listpackTakes(before, listpackBytes, member.length())) {
                listpackBytes += element.set(member).bytes();
            } else {
                encoding = Encoding.HASHTABLE;
            }
        }
    }

    /** Adds a stored member. */
    public boolean add(StoredBytes member) {
        return add(text.copy(member));
    }

    /** Removes a member; false if there is none. */
    public boolean remove(StoredBytes member) {
        return elements().remove(root, text.copy(member));
    }

    /** Lets the set be an intset if all its members are numbers and they are not too many. */
    public void preferIntset() {
        if (encoding == Encoding.INTSET || !limits.holds(Encoding.INTSET, count())) {
            return;
        }
        cursor.start(root);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            if (!SetLimits.isNumber(memberAt(at))) {
                return;
            }
        }
        encoding = Encoding.INTSET;
    }

    /** Shows all members. */
    public void forEach(MemberVisitor visitor) {
        cursor.start(root);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            visitor.member(EntryLayout.key(memory(), at, view));
        }
    }

    /** Puts the set under a key, in place of whatever that held; false, and nothing changes, if it has no members. */
    public boolean store(Database database, ByteSlice key, long expireAtMillis) {
        if (count() == 0) {
            abandon();
            return false;
        }
        switch (encoding) {
            case INTSET -> storeIntset(database, key, expireAtMillis);
            case LISTPACK -> storeListpack(database, key, expireAtMillis);
            default -> {
                long entry =
                        database.create(
                                key, ValueType.SET, Encoding.HASHTABLE, Long.BYTES, expireAtMillis);
                EntryLayout.putRoot(memory(), entry, root);
                root = 0;
            }
        }
        abandon();
        return true;
    }

    /** Drops what has been built. */
    public void abandon() {
        if (root != 0) {
            elements().free(root);
            root = 0;
        }
    }

    private void growIntset(ByteSlice member, long before) {
        if (!SetLimits.isNumber(member)) {
            encoding = limits.beyondIntset(before, min, max, member.length());
            return;
        }
        long number = SetLimits.number(member);
        min = Math.min(min, number);
        max = Math.max(max, number);
        listpackBytes += element.set(member).bytes();
        if (!limits.holds(Encoding.INTSET, before + 1)) {
            encoding = Encoding.HASHTABLE;
        }
    }

    private void storeIntset(Database database, ByteSlice key, long expireAtMillis) {
        int count = Math.toIntExact(count());
        int width = Short.BYTES;
        cursor.start(root);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            width = Math.max(width, IntSetLayout.widthOf(SetLimits.number(memberAt(at))));
        }
        int bytes = Math.addExact(IntSetLayout.HEADER_BYTES, Math.multiplyExact(count, width));
        long entry = database.create(key, ValueType.SET, Encoding.INTSET, bytes, expireAtMillis);
        long numbers = EntryLayout.valueAddress(memory(), entry);
        IntSet.create(memory(), numbers);
        cursor.start(root);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            IntSet.add(memory(), numbers, SetLimits.number(memberAt(at)));
        }
    }

    private void storeListpack(Database database, ByteSlice key, long expireAtMillis) {
        long bytes = ListpackLayout.EMPTY_BYTES;
        cursor.start(root);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            bytes += element.set(memberAt(at)).bytes();
        }
        int length = Math.toIntExact(bytes);
        long entry = database.create(key, ValueType.SET, Encoding.LISTPACK, length, expireAtMillis);
        long listpack = EntryLayout.valueAddress(memory(), entry);
        Listpack.create(memory(), listpack);
        long target = Listpack.first(listpack);
        int added = length - ListpackLayout.EMPTY_BYTES;
        Listpack.splice(memory(), listpack, target, 0, added, Math.toIntExact(count()));
        cursor.start(root);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            target = element.set(memberAt(at)).write(memory(), target);
        }
    }

    private ByteSlice memberAt(long at) {
        return text.copy(EntryLayout.key(memory(), at, view));
    }

    private ElementTable elements() {
        return keyspace.elements();
    }

    private Memory memory() {
        return keyspace.memory();
    }
}
