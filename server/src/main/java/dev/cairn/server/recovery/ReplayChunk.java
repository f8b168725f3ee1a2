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
 * Commands of the log on their way from the thread that reads them to the command thread, which repeats them. The reading
 * thread finds the commands and hashes their keys, so that this is not left to the command thread.
 *
 * <p>A large batch goes in several chunks: a chunk that grew with it would fall out of the processor's caches.
 */
final class ReplayChunk {
    private static final int BYTES = 256 * 1024;
    private static final int KEY = 1;

    private byte[] bytes = new byte[BYTES];
    private int length;
    // Commands of one batch, which ran at one time, are a run.
    private int runs;
    private int[] runEnds = new int[64];
    private long[] wallTimes = new long[64];
    private double behind;
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

    /**
     * Adds commands of a batch until the chunk is full or the batch ends.
     *
     * @param from where the first of them begins in the payload
     * @return where the first one begins that was not added; {@code end} when all were
     */
    int add(byte[] payload, int from, int end, long wallTimeMillis, Finder finder)
            throws LogException {
        int at = from;
        while (at < end && length + (at - from) < BYTES) {
            RespDecoder.Outcome found =
                    finder.decoder.decode(payload, at, end, true, finder.request);
            if (found != RespDecoder.Outcome.REQUEST || finder.request.rawArray() != payload) {
                throw new LogException(
                        "a batch of the log holds what is no command, "
                                + at
                                + " bytes from its begin: "
                                + finder.decoder.error());
            }
            note(finder, length - from);
            at += finder.decoder.consumed();
        }
        int count = at - from;
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.addExact(length, count));
        }
        System.arraycopy(payload, from, bytes, length, count);
        length += count;
        if (runs == runEnds.length) {
            runEnds = Arrays.copyOf(runEnds, 2 * runs);
            wallTimes = Arrays.copyOf(wallTimes, 2 * runs);
        }
        runEnds[runs] = commands;
        wallTimes[runs] = wallTimeMillis;
        runs++;
        return at;
    }

    /**
     * @param shift how much further the command will stand in this chunk than it does in the payload
     */
    private void note(Finder finder, int shift) {
        if (commands == starts.length) {
            starts = Arrays.copyOf(starts, 2 * commands);
            keyHashes = Arrays.copyOf(keyHashes, 2 * commands);
        }
        Request request = finder.request;
        int needed = request.partsLength();
        if (parts.length - partsLength < needed) {
            parts = Arrays.copyOf(parts, Math.max(2 * parts.length, partsLength + needed));
        }
        request.writeParts(parts, partsLength, shift);
        starts[commands] = partsLength;
        keyHashes[commands] = request.count() > KEY ? finder.hash.applyAsLong(request.arg(KEY)) : 0;
        partsLength += needed;
        commands++;
    }

    /** Empties the chunk for further use; what a huge command made grow is left to the collector. */
    void reset() {
        if (bytes.length > 4 * BYTES || parts.length > 4 * BYTES) {
            bytes = new byte[BYTES];
            parts = new int[8 * 1024];
            starts = new int[1024];
            keyHashes = new long[1024];
        }
        length = 0;
        runs = 0;
        behind = 0;
        commands = 0;
        partsLength = 0;
    }

    /** Notes how much of the log comes behind this chunk, in multiples of what was repeated before it. */
    void behind(double multiple) {
        behind = multiple;
    }

    double behind() {
        return behind;
    }

    int runs() {
        return runs;
    }

    /** How many commands there are up to the end of this run. */
    int end(int run) {
        return runEnds[run];
    }

    long wallTimeMillis(int run) {
        return wallTimes[run];
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
