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
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A writer who is not faster than the fetching never comes to a page that was not fetched, and none is fetched twice. */
class PagesAheadTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final int PAGE = 4096;
    private static final long SEGMENT = 64 * MEBIBYTE;
    private static final Path FOLDER = Path.of("log");

    private final FetchedPages disk = new FetchedPages();

    /** Remembers which pages were fetched. */
    private static final class FetchedPages extends UnusedDisk {
        final Map<Path, BitSet> pages = new HashMap<>();
        long bytes;

        @Override
        public void fetch(Path file, long offset, long length) {
            BitSet fetched = pages.computeIfAbsent(file, f -> new BitSet());
            int from = (int) (offset / PAGE);
            int to = (int) ((offset + length) / PAGE);
            assertTrue(
                    fetched.get(Math.min(from + 1, to), to).isEmpty(),
                    "fetched twice: " + file + " " + from);
            fetched.set(from, to);
            bytes += length;
        }

        boolean has(Path file, long offset) {
            return pages.getOrDefault(file, new BitSet()).get((int) (offset / PAGE));
        }
    }

    private static Path file(int number) {
        return FOLDER.resolve(SegmentName.of(number));
    }

    private static Segment segment(int number) {
        return new Segment(number, file(number), 0, 0);
    }

    private static SegmentBuilder.BuiltSegment next(int number) {
        return new SegmentBuilder.BuiltSegment(number + 1, file(number + 1), 0, 0, 0);
    }

    @Test
    void thePagesAreThereBeforeTheWriterIs() {
        Random random = new Random(3);
        PagesAhead ahead = new PagesAhead(disk, SEGMENT, 1, 5000);
        long written = 0;
        for (int number = 1; number <= 6; number++) {
            // Some segments end early: a snapshot lets the log roll.
            long length = random.nextBoolean() ? SEGMENT : random.nextLong(SEGMENT);
            for (long end = number == 1 ? 5000 : 0; end < length; ) {
                if (ahead.isDue(number, end)) {
                    while (ahead.fetch(segment(number), end, next(number))) {
                        assertTrue(disk.bytes <= written + number * SEGMENT, "no end");
                    }
                    assertFalse(ahead.isDue(number, end) && end + MEBIBYTE < SEGMENT);
                }
                boolean early = written < 2 * MEBIBYTE;
                assertTrue(early || disk.has(file(number), end), "segment " + number + ": " + end);
                long step = random.nextLong(early ? 100_000 : MEBIBYTE);
                end += step;
                written += step;
            }
        }
    }

    @Test
    void whoWritesLittleHasLittleFetched() {
        PagesAhead ahead = new PagesAhead(disk, SEGMENT, 1, 0);
        for (long end = 0; end < MEBIBYTE; end += 1000) {
            if (ahead.isDue(1, end)) {
                while (ahead.fetch(segment(1), end, null)) {
                    // Until there is enough.
                }
            }
        }
        assertTrue(disk.bytes <= 3 * MEBIBYTE, "fetched " + disk.bytes);
        assertTrue(disk.has(file(1), MEBIBYTE), "half of what was written is ahead");
    }

    /** The machine's disk takes the advice, and leaves alone what is not there. */
    @Test
    void adviceChangesNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("file");
        Files.write(file, new byte[] {1, 2, 3});
        LogDisk.SYSTEM.fetch(file, 0, 10 * MEBIBYTE);
        LogDisk.SYSTEM.fetch(folder.resolve("missing"), 0, MEBIBYTE);
        assertEquals(3, Files.size(file));
        assertFalse(Files.exists(folder.resolve("missing")));
    }
}
