// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

import java.util.Arrays;

/**
 * Strings and packed collections on their way from the thread that decodes them to the command thread, which puts them
 * in place. The keys know their hashes already.
 */
final class ValueChunk {
    private static final int BYTES = 128 * 1024;
    private static final int VALUES = 1024;

    /** How many keys are fetched ahead together. */
    private static final int AHEAD = 32;

    /** A chunk stays small: longer values go their way alone. */
    static final int LONGEST_VALUE = 16 * 1024;

    private byte[] bytes = new byte[BYTES + LONGEST_VALUE];
    private int length;
    private int count;
    private final int[] keyOffsets = new int[VALUES];
    private final int[] valueOffsets = new int[VALUES];
    private final int[] ends = new int[VALUES];
    private final long[] hashes = new long[VALUES];
    private final KeyHeader[] headers = new KeyHeader[VALUES];
    private final ValueType[] types = new ValueType[VALUES];
    private final Encoding[] encodings = new Encoding[VALUES];
    private long filePosition;
    private long fileKeys;

    ValueChunk() {
        Arrays.setAll(headers, i -> new KeyHeader());
    }

    boolean isFull() {
        return count == VALUES || length >= BYTES;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Adds a value, neither key nor value of which is longer than {@link #LONGEST_VALUE}.
     *
     * @param type null for a string
     */
    void add(KeyHeader key, long hash, ValueType type, Encoding encoding, ByteSlice value) {
        headers[count].set(key);
        hashes[count] = hash;
        types[count] = type;
        encodings[count] = encoding;
        keyOffsets[count] = length;
        append(key.key());
        valueOffsets[count] = length;
        append(value);
        ends[count] = length;
        count++;
    }

    private void append(ByteSlice some) {
        if (bytes.length - length < some.length()) {
            bytes = Arrays.copyOf(bytes, bytes.length + 2 * LONGEST_VALUE);
        }
        System.arraycopy(some.array(), some.offset(), bytes, length, some.length());
        length += some.length();
    }

    /** Notes how far the file has been read. */
    void at(long position, long keys) {
        filePosition = position;
        fileKeys = keys;
    }

    /** Puts the values in place and empties the chunk; belongs to the command thread. */
    static final class Emptier {
        private final Keyspace keyspace;
        private final ValueTarget target;
        private final SnapshotLoader.Progress progress;
        private final ByteSlice[] keysAhead = new ByteSlice[AHEAD];
        private final ByteSlice value = new ByteSlice();

        Emptier(Keyspace keyspace, ValueTarget target, SnapshotLoader.Progress progress) {
            this.keyspace = keyspace;
            this.target = target;
            this.progress = progress;
            Arrays.setAll(keysAhead, i -> new ByteSlice());
        }

        void empty(ValueChunk chunk) {
            try {
                for (int i = 0; i < chunk.count; i++) {
                    if (i % AHEAD == 0) {
                        fetch(chunk, i);
                    }
                    put(chunk, i);
                }
                progress.at(chunk.filePosition, chunk.fileKeys);
            } finally {
                chunk.length = 0;
                chunk.count = 0;
            }
        }

        /** Where the keys are of several databases this fetches too little, and harms nothing. */
        private void fetch(ValueChunk chunk, int from) {
            Database database = keyspace.database(chunk.headers[from].database());
            int some = Math.min(AHEAD, chunk.count - from);
            for (int i = 0; i < some; i++) {
                chunk.readKey(from + i, keysAhead[i]);
            }
            database.prefetch(keysAhead, some);
        }

        private void put(ValueChunk chunk, int index) {
            KeyHeader header = chunk.headers[index];
            chunk.readKey(index, header.key());
            int at = chunk.valueOffsets[index];
            value.set(chunk.bytes, at, chunk.ends[index] - at);
            ValueType type = chunk.types[index];
            if (type == null) {
                target.string(header, value);
            } else {
                target.packed(header, type, chunk.encodings[index], value);
            }
        }
    }

    private void readKey(int index, ByteSlice key) {
        int at = keyOffsets[index];
        key.set(bytes, at, valueOffsets[index] - at);
        key.knownHash(hashes[index]);
    }
}
