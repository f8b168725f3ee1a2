// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

/**
 * Puts whole values into the keyspace: snapshots and DUMP payloads are loaded through it. A key that exists is replaced.
 *
 * <p>The caller has validated what it hands over; encodings are the caller's choice, and a packed blob is taken as it
 * is. Nothing here counts as a change, so loading a snapshot leaves {@link Keyspace#changes()} alone; RESTORE announces
 * its change itself with {@link Database#changed(ByteSlice)}.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class ValueLoader {
    /** The access state of the next value: seconds since its last access; meaningful under an LRU policy. */
    public void accessIdleSeconds(long seconds) {
        throw new AssertionError("not landed");
    }

    /** The access state of the next value: its counter, 0 to 255; meaningful under an LFU policy. */
    public void accessFrequency(int frequency) {
        throw new AssertionError("not landed");
    }

    public void string(int database, ByteSlice key, ByteSlice value, long expireAtMillis) {
        throw new AssertionError("not landed");
    }

    /** A listpack or an intset, byte for byte. */
    public void packed(
            int database,
            ByteSlice key,
            ValueType type,
            Encoding encoding,
            ByteSlice blob,
            long expireAtMillis) {
        throw new AssertionError("not landed");
    }

    /** Begins a hash whose fields follow one by one; it appears under its key with {@link #endHash()}. */
    public void beginHash(int database, ByteSlice key, long expireAtMillis) {
        throw new AssertionError("not landed");
    }

    /** Adds a field; false, and nothing is added, if the hash has it already. */
    public boolean field(ByteSlice field, ByteSlice value, long expireAtMillis) {
        throw new AssertionError("not landed");
    }

    /** Ends the hash; one without fields does not appear. Small ones without field expiries become listpacks. */
    public void endHash() {
        throw new AssertionError("not landed");
    }

    /** Drops a hash that was begun. */
    public void abandon() {
        throw new AssertionError("not landed");
    }
}
