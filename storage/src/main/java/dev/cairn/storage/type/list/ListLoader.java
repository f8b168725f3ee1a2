// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.type.packed.Listpack;

/**
 * Builds a list that comes in pieces, from a file or a payload. It stands beside the keyspace until it is complete, so that one
 * that turns out to be damaged leaves no trace. Nothing is announced.
 */
public final class ListLoader {
    private final Keyspace keyspace;
    private final BigList list;
    private long root;
    private boolean plain;

    public ListLoader(Keyspace keyspace) {
        this.keyspace = keyspace;
        this.list = new BigList(keyspace.memory(), keyspace.trees());
    }

    /** Begins a list without elements. */
    public void begin() {
        assert root == 0 : "another list is being loaded";
        root = BigList.create(trees(), size());
        plain = false;
        list.on(root);
    }

    /** Adds a piece as it is. */
    public void listpack(ByteSlice blob, long count) {
        list.append(blob, count);
    }

    /** Adds one element; a long one stays by itself, as in a list that grew here. */
    public void element(ByteSlice text) {
        plain |= ListLimits.isLarge(size(), text.length());
        list.push(text, false);
    }

    /** Puts the list under its key, in place of whatever that held; a list without elements does not appear. */
    public void end(Database database, ByteSlice key, long expireAtMillis) {
        long only = plain ? 0 : list.single();
        if (only != 0 && isSmall(keyspace.memory(), only)) {
            int bytes = Listpack.bytes(keyspace.memory(), only);
            long entry =
                    database.create(key, ValueType.LIST, Encoding.LISTPACK, bytes, expireAtMillis);
            long value = EntryLayout.valueAddress(keyspace.memory(), entry);
            keyspace.memory().move(only, value, bytes);
        } else if (trees().count(root) > 0) {
            long entry =
                    database.create(
                            key, ValueType.LIST, Encoding.QUICKLIST, Long.BYTES, expireAtMillis);
            EntryLayout.putRoot(keyspace.memory(), entry, root);
            root = 0;
        }
        abandon();
    }

    /** Drops what has been built. */
    public void abandon() {
        if (root != 0) {
            trees().free(root);
            root = 0;
        }
    }

    private boolean isSmall(Memory memory, long listpack) {
        return Listpack.bytes(memory, listpack) <= ListLimits.bytes(size())
                && Listpack.count(memory, listpack) <= ListLimits.count(size());
    }

    private int size() {
        return keyspace.config().listMaxListpackSize();
    }

    private LeafTree trees() {
        return keyspace.trees();
    }
}
