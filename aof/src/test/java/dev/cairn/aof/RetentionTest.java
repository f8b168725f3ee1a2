// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.retention.LogArchive;
import dev.cairn.aof.retention.SegmentFrame;
import dev.cairn.aof.segment.RetainedSegment;
import dev.cairn.aof.tail.LogTail;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** What recovery needs no more stays readable: as it was, packed, and while all that happens. */
class RetentionTest {
    @TempDir Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final LogModel model = new LogModel(0);

    private CommandLog open() throws LogException {
        CommandLog log =
                CommandLog.open(
                        LogConfig.in(folder)
                                .segmentBytes(1 << 20)
                                .reserveStepBytes(256 << 10)
                                .compressFromBytes(0)
                                .build(),
                        listener);
        log.retain(true);
        log.start();
        return log;
    }

    private void submitUntilRolled(CommandLog log, int rolls) {
        int before = listener.rolls().size();
        while (listener.rolls().size() < before + rolls) {
            for (int i = 0; i < 20; i++) {
                model.submit(log, LogModel.payload(model.batches().size(), 5_000));
            }
        }
    }

    private void awaitRetained(CommandLog log, long before) throws Exception {
        log.deleteBefore(before);
        while (log.status().firstPosition() < before) {
            Thread.onSpinWait();
        }
    }

    /** All batches that end behind a position, as a reader from outside sees them. */
    private void assertTailReads(long from) throws Exception {
        List<LogModel.Batch> expected =
                model.batches().stream().filter(batch -> batch.end() > from).toList();
        try (LogTail tail = new LogTail(folder, from)) {
            for (LogModel.Batch batch : expected) {
                assertTrue(tail.next(Long.MAX_VALUE), "a batch at " + batch.position());
                assertSame(batch, tail);
            }
            assertFalse(tail.next(Long.MAX_VALUE));
            assertEquals(model.end(), tail.reached());
        }
    }

    private static void assertSame(LogModel.Batch batch, LogTail tail) {
        assertEquals(batch.position(), tail.position());
        assertEquals(batch.wallTimeMillis(), tail.wallTimeMillis());
        assertArrayEquals(batch.payload(), Arrays.copyOf(tail.payload(), tail.length()));
    }

    @Test
    void everythingStaysReadableFromEveryPosition() throws Exception {
        LogArchive archive = new LogArchive(folder);
        Random random = new Random(1);
        for (int round = 0; round < 3; round++) {
            try (CommandLog log = open()) {
                submitUntilRolled(log, 3);
                awaitRetained(log, listener.rolls().getLast());
                assertTrue(archive.packOne());
                model.submit(log, LogModel.payload(9, 3 << 20));
                listener.awaitDurable(0);
            }
            assertTailReads(0);
            for (int i = 0; i < 10; i++) {
                assertTailReads(random.nextLong(model.end()));
            }
        }
        assertTrue(archive.segments().size() >= 9);
    }

    @Test
    void aReaderFollowsWhileSegmentsAreWrittenRetainedAndPacked() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                CommandLog log = open()) {
            model.submit(log, LogModel.payload(0, 10));
            Future<Integer> reader = threads.submit(follow(done));
            Future<?> packer = threads.submit(() -> pack(done));
            for (int i = 0; i < 6; i++) {
                submitUntilRolled(log, 1);
                awaitRetained(log, listener.rolls().getLast());
            }
            log.requestSync();
            listener.awaitDurable(model.end());
            done.set(true);
            assertEquals(model.batches().size(), reader.get());
            packer.get();
        }
    }

    private Callable<Integer> follow(AtomicBoolean done) {
        return () -> {
            int batches = 0;
            try (LogTail tail = new LogTail(folder, 0)) {
                boolean last;
                do {
                    last = done.get();
                    long reached = tail.reached();
                    while (tail.next(Long.MAX_VALUE)) {
                        assertEquals(reached, tail.position());
                        reached = tail.reached();
                        batches++;
                    }
                    Thread.onSpinWait();
                } while (!last);
            }
            return batches;
        };
    }

    private Void pack(AtomicBoolean done) throws Exception {
        LogArchive archive = new LogArchive(folder);
        while (!done.get() || archive.packOne()) {
            archive.packOne();
        }
        return null;
    }

    @Test
    void theToolReadsWhatIsPacked() throws Exception {
        try (CommandLog log = open()) {
            submitUntilRolled(log, 2);
            awaitRetained(log, listener.rolls().getLast());
        }
        LogArchive archive = new LogArchive(folder);
        byte[] plain = Files.readAllBytes(archive.segments().getFirst().file());
        while (archive.packOne()) {
            // One after the other.
        }
        Path packed = archive.segments().getFirst().file();
        assertTrue(packed.toString().endsWith(".cq4.lz4"));
        assertTrue(Files.size(packed) < plain.length / 4, "it is smaller");
        try (InputStream content = SegmentFrame.unpacking(packed)) {
            assertArrayEquals(plain, content.readAllBytes());
        }
        Path tool = Path.of("/usr/bin/lz4");
        Assumptions.assumeTrue(Files.isExecutable(tool), "the lz4 tool is not installed");
        Process process = new ProcessBuilder(tool.toString(), "-dc", packed.toString()).start();
        assertArrayEquals(plain, process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor());
    }

    @Test
    void whateverAProcessLeftBehindWhenItDiedIsTidied() throws Exception {
        try (CommandLog log = open()) {
            submitUntilRolled(log, 3);
            awaitRetained(log, listener.rolls().getLast());
        }
        LogArchive archive = new LogArchive(folder);
        RetainedSegment first = archive.segments().getFirst();
        byte[] plain = Files.readAllBytes(first.file());
        archive.packOne();
        Files.write(first.file(), plain);
        Files.write(folder.resolve("archive/0000000002-1-2.cq4.lz4.new"), new byte[10]);
        assertTailReads(0);
        archive.tidy();
        assertFalse(Files.exists(first.file()));
        assertEquals(3, archive.segments().size());
        assertEquals(3, folder.resolve("archive").toFile().list().length);
        assertTailReads(0);
    }

    @Test
    void whatIsGoneIsNamed() throws Exception {
        try (CommandLog log = open()) {
            submitUntilRolled(log, 3);
            awaitRetained(log, listener.rolls().getLast());
        }
        LogArchive archive = new LogArchive(folder);
        List<RetainedSegment> all = new ArrayList<>(archive.segments());
        assertEquals(1, archive.dropBefore(all.get(0).end()));
        assertEquals(all.subList(1, 3), archive.segments());
        try (LogTail tail = new LogTail(folder, 0)) {
            LogException gone = assertThrows(LogException.class, () -> tail.next(Long.MAX_VALUE));
            assertTrue(gone.getMessage().contains("begins at position " + all.get(0).end()));
        }
        assertTailReads(all.get(0).end());
        Files.delete(all.get(2).file());
        try (LogTail tail = new LogTail(folder, all.get(0).end())) {
            LogException gap =
                    assertThrows(
                            LogException.class,
                            () -> {
                                while (tail.next(Long.MAX_VALUE)) {
                                    // To where the missing segment began.
                                }
                            });
            assertTrue(
                    gap.getMessage().contains("" + all.get(2).firstPosition()), gap.getMessage());
        }
    }
}
