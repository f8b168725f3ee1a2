// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

/**
 * Hears of every change of a key, whoever makes it, while it is attached: transactions watch keys with it.
 *
 * <p>Keys are told by their keyed hash, because a change in place does not look at the key; 64 bits of it do not collide
 * by chance, and nobody can choose them to. It is called in the middle of an operation and must not use the keyspace, but
 * for {@link #swapped}.
 */
public interface ChangeListener {
    /** A key was changed, created, or went, by a command, by expiry, or to make room. */
    void changed(int database, long keyHash);

    /** A database was emptied. */
    void flushed(int database);

    /** Two databases have exchanged their contents. */
    void swapped(int a, int b);
}
