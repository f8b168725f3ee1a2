// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a log should hold: every batch that was submitted, in order. */
final class LogModel {
    @SuppressWarnings("ArrayRecordComponent") // Compared by content, here and nowhere else.
    record Batch(long position, long wallTimeMillis, int commandCount, byte[] payload) {
        long end() {
            return position + payload.length;
        }
    }

    private final List<Batch> batches = new ArrayList<>();
    private long end;

    LogModel(long firstPosition) {
        end = firstPosition;
    }

    long end() {
        return end;
    }

    List<Batch> batches() {
        return batches;
    }

    /** Submits a batch and remembers it; waits while the ring is full. */
    void submit(CommandLog log, byte[] payload) {
        LogBatch batch = log.borrow();
        batch.append(payload, 0, payload.length);
        batch.countCommand();
        batch.wallTimeMillis(1_000_000 + batches.size());
        add(payload, batch.wallTimeMillis(), 1);
        while (!log.trySubmit(batch)) {
            LockSupport.parkNanos(100_000);
        }
        assertEquals(end, log.submittedPosition());
    }

    /** Remembers a batch that somebody else submitted. */
    void add(byte[] payload, long wallTimeMillis, int commandCount) {
        batches.add(new Batch(end, wallTimeMillis, commandCount, payload));
        end += payload.length;
    }

    /** A crash took what stands from this position on. */
    void forgetBeyond(long position) {
        batches.removeIf(batch -> batch.position >= position);
        assertTrue(batches.isEmpty() || batches.getLast().end() == position, "a batch is whole");
        end = position;
    }

    /** A payload that tells its own number, so that no two are alike. */
    static byte[] payload(int number, int length) {
        byte[] payload = new byte[Math.max(length, 4)];
        int mixed = number * 0x9e37_79b1;
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (mixed >>> (i % 4 * 8));
        }
        return payload;
    }

    /** All of it is in the log from this position on. */
    void assertReplays(CommandLog log, long from) throws LogException {
        assertEquals(end, assertReplaysPrefix(log, from), "the log's end");
    }

    /** What is in the log from this position on is what was submitted; returns where it ends. */
    long assertReplaysPrefix(CommandLog log, long from) throws LogException {
        List<Batch> found = new ArrayList<>();
        long appendedBefore = log.appendedPosition();
        log.replay(
                from,
                (position, wallTimeMillis, payload, length, commandCount) ->
                        found.add(
                                new Batch(
                                        position,
                                        wallTimeMillis,
                                        commandCount,
                                        Arrays.copyOf(payload, length))));
        List<Batch> expected = batches.stream().filter(batch -> batch.position >= from).toList();
        assertTrue(found.size() <= expected.size(), "more batches than were submitted");
        long reached = from;
        for (int i = 0; i < found.size(); i++) {
            assertEquals(expected.get(i).position, found.get(i).position);
            assertEquals(expected.get(i).wallTimeMillis, found.get(i).wallTimeMillis);
            assertEquals(expected.get(i).commandCount, found.get(i).commandCount);
            assertArrayEquals(expected.get(i).payload, found.get(i).payload);
            reached = found.get(i).end();
        }
        assertTrue(reached >= appendedBefore, "all that was appended is read");
        assertTrue(reached <= log.appendedPosition(), "only what was appended is read");
        return reached;
    }
}
