// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

class ReadFenceTest {
    private static final long SLACK_BYTES = 5_000;

    private ReadFence fence = new ReadFence();
    private long stamp;
    private long settled;

    /** A read waits for the last write of its own key as long as that has not settled, and for nothing else. */
    @Property(tries = 300)
    void readsWaitForTheirKeyAlone(@ForAll long seed) {
        fence = new ReadFence();
        stamp = 0;
        settled = 0;
        Random random = new Random(seed);
        Map<Long, Long> writes = new HashMap<>();
        // Hashes may be alike in the bits that choose their place.
        int shift = random.nextInt(40);
        int keys = 1 << random.nextInt(16);
        int settlesOneIn = 1 << random.nextInt(14);
        long floor = 0;
        fence.watch(() -> settled);
        for (int step = 0; step < 20_000; step++) {
            long hash = (long) random.nextInt(keys) << shift;
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (random.nextInt(settlesOneIn) == 0) {
                        settled += random.nextLong(stamp - settled + 1);
                    }
                }
                case 1, 2, 3 -> assertWaits(Math.max(floor, writes.getOrDefault(hash, 0L)), hash);
                default -> {
                    write(hash);
                    writes.put(hash, stamp);
                }
            }
            if (random.nextInt(10_000) == 0) {
                fence.wroteEverything();
                floor = stamp;
            }
        }
    }

    private void assertWaits(long expected, long hash) {
        fence.clearReadStamp();
        fence.read(hash);
        if (expected > settled) {
            assertEquals(expected, fence.readStamp());
        } else {
            assertTrue(
                    fence.readStamp() <= settled,
                    () -> fence.readStamp() + " in place of " + expected);
        }
    }

    private void write(long hash) {
        fence.stamp(++stamp);
        fence.wrote(hash);
    }

    @Test
    void whatWasWrittenBeforeIsWaitedFor() {
        write(1);
        assertWaits(0, 1);
        fence.watch(() -> settled);
        assertWaits(1, 1);
        assertWaits(1, 2);
        settled = 1;
        write(3);
        assertWaits(2, 3);
        assertWaits(0, 1);
    }

    /** More is not remembered than there is room for: then everything waits, until it has settled. */
    @Test
    void beyondTheLimitAllReadsWait() {
        fence.watch(() -> settled);
        for (int i = 1; i <= ReadFence.MAX_WRITES; i++) {
            write(i);
        }
        assertWaits(0, 0);
        for (int i = 1; i <= 4 * ReadFence.MAX_WRITES; i++) {
            write(-i);
        }
        fence.clearReadStamp();
        fence.read(0);
        long floor = fence.readStamp();
        assertTrue(floor > ReadFence.MAX_WRITES, "" + floor);
        settled = stamp;
        write(5);
        assertWaits(0, 0);
        assertWaits(stamp, 5);
    }

    @Test
    void allocatesNothingWhileWritesSettle() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        fence.watch(() -> stamp - 200);
        for (int i = 0; i < 100_000; i++) {
            write(i);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            write(i);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < SLACK_BYTES, () -> allocated + " bytes were allocated");
    }
}
