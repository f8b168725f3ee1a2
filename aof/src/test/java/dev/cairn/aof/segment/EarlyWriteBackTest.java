// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** What is appended is handed over once, in order, in whole pages, and no more than a portion is left. */
class EarlyWriteBackTest {
    private static final long SEGMENT = 4L << 20;
    private static final int PAGE = 4096;
    private static final Path FOLDER = Path.of("log");

    private final HandedOver disk = new HandedOver();

    /** Remembers how far each file was handed over. */
    private static final class HandedOver extends UnusedDisk {
        final Map<Path, Long> until = new HashMap<>();
        int calls;

        @Override
        public void writeBack(Path file, long offset, long length) {
            assertEquals(0, offset % PAGE);
            assertEquals(0, length % PAGE);
            assertEquals(until.getOrDefault(file, offset), offset, "a gap, or twice");
            until.put(file, offset + length);
            calls++;
        }
    }

    private static Segment segment(int number) {
        return new Segment(number, FOLDER.resolve(SegmentName.of(number)), 0, 0);
    }

    @Test
    void noMoreThanAPortionIsLeft() {
        Random random = new Random(5);
        EarlyWriteBack early = new EarlyWriteBack(disk, SEGMENT, 1, 5000);
        for (int number = 1; number <= 6; number++) {
            Segment segment = segment(number);
            // Some segments end early, and some grow longer than they should.
            long length = random.nextLong(2 * SEGMENT);
            long first = number == 1 ? 5000 : 0;
            for (long end = first; end < length; end += random.nextLong(600_000)) {
                boolean due = early.isDue(number, end);
                assertEquals(due, early.begin(segment, end));
                while (early.begin(segment, end)) {
                    assertTrue(due);
                }
                assertFalse(early.isDue(number, end));
                long until = disk.until.getOrDefault(segment.file(), first & -PAGE);
                assertTrue(until <= end, "handed over what is not written");
                long left = Math.min(end, SEGMENT) - until;
                assertTrue(left < EarlyWriteBack.PORTION_BYTES + PAGE, left + " left");
            }
        }
        assertTrue(disk.calls > 20, disk.calls + " calls");
    }

    @Test
    void whoWritesLittleLeavesItToTheSync() {
        EarlyWriteBack early = new EarlyWriteBack(disk, SEGMENT, 1, 100_000);
        assertFalse(early.begin(segment(1), 100_000 + EarlyWriteBack.PORTION_BYTES - PAGE));
        assertEquals(0, disk.calls);
    }

    /** The machine's disk takes the advice, and leaves alone what is not there. */
    @Test
    void adviceChangesNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, new byte[] {1, 2, 3});
        LogDisk.SYSTEM.writeBack(file, 0, SEGMENT);
        LogDisk.SYSTEM.writeBack(folder.resolve("missing"), 0, SEGMENT);
        assertEquals(3, Files.size(file));
        assertFalse(Files.exists(folder.resolve("missing")));
    }
}
