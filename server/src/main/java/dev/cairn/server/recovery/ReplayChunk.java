// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.aof.LogException;
import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespLimits;
import dev.cairn.storage.memory.ByteSlice;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * Batches of the log on their way from the thread that reads them to the command thread, which repeats them. The reading
 * thread finds the commands and hashes their keys, so that this is not left to the command thread.
 */
final class ReplayChunk {
    private static final int BYTES = 256 * 1024;
    private static final int KEY = 1;

    private byte[] bytes = new byte[BYTES];
    private int length;
    private int batches;
    private int[] batchEnds = new int[64];
    private long[] wallTimes = new long[64];
    private int commands;
    private int[] starts = new int[1024];
    private long[] keyHashes = new long[1024];
    // Where a command's parts stand, as Request.view takes them, one command behind the other.
    private int[] parts = new int[8 * 1024];
    private int partsLength;

    /** Finds commands; belongs to the reading thread. */
    static final class Finder {
        private final RespDecoder decoder = new RespDecoder(RespLimits.ofLog());
        private final Request request = new Request();
        private final ToLongFunction<ByteSlice> hash;

        /**
         * @param hash the keyspace's hash of a key
         */
        Finder(ToLongFunction<ByteSlice> hash) {
            this.hash = hash;
        }
    }

    /** Whether the chunk is worth handing over. */
    boolean isFull() {
        return length >= BYTES;
    }

    /** Adds a batch whose commands are found here. */
    void add(byte[] payload, int count, long wallTimeMillis, Finder finder) throws LogException {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.addExact(length, count));
        }
        System.arraycopy(payload, 0, bytes, length, count);
        int start = length;
        length += count;
        for (int at = start; at < length; at += finder.decoder.consumed()) {
            RespDecoder.Outcome found =
                    finder.decoder.decode(bytes, at, length, true, finder.request);
            if (found != RespDecoder.Outcome.REQUEST || finder.request.rawArray() != bytes) {
                throw new LogException(
                        "a batch of the log holds what is no command, "
                                + (at - start)
                                + " bytes from its begin: "
                                + finder.decoder.error());
            }
            note(finder);
        }
        if (batches == batchEnds.length) {
            batchEnds = Arrays.copyOf(batchEnds, 2 * batches);
            wallTimes = Arrays.copyOf(wallTimes, 2 * batches);
        }
        batchEnds[batches] = commands;
        wallTimes[batches] = wallTimeMillis;
        batches++;
    }

    private void note(Finder finder) {
        if (commands == starts.length) {
            starts = Arrays.copyOf(starts, 2 * commands);
            keyHashes = Arrays.copyOf(keyHashes, 2 * commands);
        }
        Request request = finder.request;
        int needed = request.partsLength();
        if (parts.length - partsLength < needed) {
            parts = Arrays.copyOf(parts, Math.max(2 * parts.length, partsLength + needed));
        }
        request.writeParts(parts, partsLength);
        starts[commands] = partsLength;
        keyHashes[commands] = request.count() > KEY ? finder.hash.applyAsLong(request.arg(KEY)) : 0;
        partsLength += needed;
        commands++;
    }

    /** Empties the chunk for further use; one that has grown far is left to the collector. */
    ReplayChunk reset() {
        if (bytes.length > 4 * BYTES || parts.length > 4 * BYTES) {
            bytes = new byte[BYTES];
            parts = new int[8 * 1024];
            starts = new int[1024];
            keyHashes = new long[1024];
        }
        length = 0;
        batches = 0;
        commands = 0;
        partsLength = 0;
        return this;
    }

    int batches() {
        return batches;
    }

    /** How many commands there are up to the end of this batch. */
    int end(int batch) {
        return batchEnds[batch];
    }

    long wallTimeMillis(int batch) {
        return wallTimes[batch];
    }

    int commands() {
        return commands;
    }

    /** Makes the request the one of this command; its key knows its hash. */
    void read(int command, Request request) {
        request.view(bytes, parts, starts[command]);
        if (request.count() > KEY) {
            request.arg(KEY).knownHash(keyHashes[command]);
        }
    }

    /** Points at the command's first argument, the key of most commands; an empty slice where there is none. */
    void readKey(int command, ByteSlice key) {
        Request.viewPart(bytes, parts, starts[command], KEY, key);
        key.knownHash(keyHashes[command]);
    }
}
