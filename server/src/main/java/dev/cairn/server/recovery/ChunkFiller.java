// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.rdb.RdbReader;
import dev.cairn.rdb.codec.DroppedValues;
import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;

/**
 * Takes what a snapshot says in one call, and carries it to the command thread: short values in chunks, long ones and hints
 * one at a time. Everything else is left to that thread itself. Belongs to the thread that decodes.
 */
final class ChunkFiller extends DroppedValues {
    private final CommandThread commandThread;
    private final ChunkBelt<ValueChunk> belt;
    private final ValueTarget target;
    private final ToLongFunction<ByteSlice> hash;
    private RdbReader reader;
    private ValueChunk chunk;

    /** Carries out of the reader what its caller is told: the command thread failed, or the wait was interrupted. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(Exception cause) {
            super(cause);
        }
    }

    ChunkFiller(
            CommandThread commandThread,
            ChunkBelt<ValueChunk> belt,
            ValueTarget target,
            ToLongFunction<ByteSlice> hash) {
        this.commandThread = commandThread;
        this.belt = belt;
        this.target = target;
        this.hash = hash;
    }

    void reader(RdbReader readFrom) {
        reader = readFrom;
    }

    @Override
    public void expect(int database, long keys) {
        onCommandThread(() -> target.expect(database, keys));
    }

    @Override
    public void string(KeyHeader key, ByteSlice value) {
        if (isShort(key, value)) {
            add(key, null, null, value);
        } else {
            onCommandThread(() -> target.string(key, value));
        }
    }

    @Override
    public void packed(KeyHeader key, ValueType type, Encoding encoding, ByteSlice blob) {
        if (isShort(key, blob)) {
            add(key, type, encoding, blob);
        } else {
            onCommandThread(() -> target.packed(key, type, encoding, blob));
        }
    }

    /** Sends off what has been gathered. */
    void flush() {
        if (chunk != null) {
            chunk.at(reader.position(), reader.keys());
            belt.hand(chunk);
            chunk = null;
        }
    }

    private static boolean isShort(KeyHeader key, ByteSlice value) {
        return Math.max(key.key().length(), value.length()) <= ValueChunk.LONGEST_VALUE;
    }

    private void add(KeyHeader key, ValueType type, Encoding encoding, ByteSlice value) {
        if (chunk == null) {
            chunk = take();
        }
        chunk.add(key, hash.applyAsLong(key.key()), type, encoding, value);
        if (chunk.isFull()) {
            flush();
        }
    }

    private ValueChunk take() {
        try {
            return belt.take();
        } catch (ExecutionException e) {
            throw new Stopped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped(e);
        }
    }

    private void onCommandThread(Runnable work) {
        flush();
        commandThread.<Void, RuntimeException>call(
                () -> {
                    work.run();
                    return null;
                });
    }
}
