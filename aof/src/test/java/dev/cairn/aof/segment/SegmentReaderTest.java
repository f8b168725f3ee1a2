// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.LogException;
import dev.cairn.aof.batch.BatchLayout;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

/** Our reader reads what Chronicle's own reader reads, and survives what Chronicle's own reader does not. */
class SegmentReaderTest {
    private static final int BATCHES = 2000;
    private static final long FIRST_POSITION = 5000;

    @TempDir Path path;

    private Path segment;

    @BeforeEach
    void buildASegment() throws IOException {
        LogFolder folder = new LogFolder(path);
        Identity identity = new Identity(UUID.randomUUID(), 1);
        SegmentBuilder builder =
                new SegmentBuilder(folder, identity, LogDisk.SYSTEM, 1 << 20, 256 << 10);
        Random random = new Random(3);
        segment =
                builder.install(
                        builder.build(
                                7,
                                appender -> {
                                    long position = FIRST_POSITION;
                                    for (int i = 0; i < BATCHES; i++) {
                                        byte[] payload = new byte[random.nextInt(300)];
                                        random.nextBytes(payload);
                                        appender.append(
                                                payload,
                                                0,
                                                payload.length,
                                                position,
                                                i,
                                                1,
                                                FIRST_POSITION);
                                        position += payload.length;
                                    }
                                }));
    }

    @Test
    void readsWhatChroniclesOwnReaderReads() throws Exception {
        try (SingleChronicleQueue queue =
                        SingleChronicleQueueBuilder.binary(path)
                                .rollCycle(new RollOnDemand(7))
                                .epoch(RollOnDemand.EPOCH_MILLIS)
                                .build();
                ExcerptTailer tailer = queue.createTailer();
                SegmentReader reader = SegmentReader.open(segment)) {
            assertEquals(7, reader.number());
            assertEquals(BatchLayout.KIND_OPENING, BatchLayout.kind(next(tailer), 0));
            for (int i = 0; i < BATCHES; i++) {
                byte[] document = next(tailer);
                assertTrue(reader.next(), "document " + i);
                assertEquals(BatchLayout.position(document, 0), reader.position());
                assertEquals(i, reader.wallTimeMillis());
                byte[] payload = new byte[reader.rawLength()];
                assertEquals(null, reader.unpack(payload, 0));
                assertArrayEquals(
                        Arrays.copyOfRange(document, BatchLayout.HEADER_BYTES, document.length),
                        payload);
            }
            assertEquals(null, next(tailer));
            assertFalse(reader.next());
            assertEquals(SegmentReader.Ending.UNWRITTEN, reader.ending());
        }
    }

    private static byte[] next(ExcerptTailer tailer) {
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) {
                return null;
            }
            Bytes<?> bytes = document.wire().bytes();
            byte[] copy = new byte[(int) bytes.readRemaining()];
            bytes.read(copy);
            return copy;
        }
    }

    /** Lengths, flags and checksums of any value: every read ends, in bounds, with a reason. */
    @Test
    void hostileBytesDoNoHarm() throws Exception {
        byte[] sound = Files.readAllBytes(segment);
        byte[] head = Arrays.copyOf(sound, 64 * 1024);
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            byte[] hostile = head.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                int at = random.nextInt(hostile.length) & -4;
                int kind = random.nextInt(4);
                int word =
                        switch (kind) {
                            case 0 -> random.nextInt();
                            case 1 -> random.nextInt(1 << 22);
                            case 2 -> 0x4000_0000 | random.nextInt(1 << 20);
                            default -> -1;
                        };
                for (int b = 0; b < 4; b++) {
                    hostile[at + b] = (byte) (word >>> (8 * b));
                }
            }
            Files.write(segment, Arrays.copyOf(hostile, 1 + random.nextInt(hostile.length)));
            readAll();
        }
        Files.write(segment, new byte[0]);
        LogException empty = assertThrows(LogException.class, () -> SegmentReader.open(segment));
        assertTrue(empty.getMessage().contains(segment.toString()), empty.getMessage());
        assertTrue(empty.getMessage().contains("no opening record"), empty.getMessage());
    }

    private void readAll() throws IOException {
        try (SegmentReader reader = SegmentReader.open(segment)) {
            long position = -1;
            while (reader.next()) {
                assertTrue(position < 0 || reader.position() == position);
                position = reader.position() + reader.rawLength();
            }
            assertNotNull(reader.ending());
            assertEquals(reader.ending() == SegmentReader.Ending.FAULTY, reader.fault() != null);
            assertTrue(reader.remains().durablePosition() <= FIRST_POSITION);
        } catch (LogException e) {
            assertTrue(e.getMessage().contains("Restore the file"), e.getMessage());
        }
    }

    @Test
    void namesAreTenDigits() {
        assertEquals("0000000007.cq4", segment.getFileName().toString());
        assertEquals(7, SegmentName.numberOf("0000000007.cq4"));
        assertEquals(7, SegmentName.numberOf("0000000007.cq4.sealed"));
        assertEquals(-1, SegmentName.numberOf("7.cq4"));
        assertEquals(-1, SegmentName.numberOf("000000000x.cq4"));
        assertEquals(-1, SegmentName.numberOf("9999999999.cq4"));
        assertEquals(-1, SegmentName.numberOf("metadata.cq4t"));
        assertEquals(-1, SegmentName.numberOf("0000000007.cq4.1"));
    }
}
