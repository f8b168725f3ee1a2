// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.segment.LogDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/** What is written is handed to the disk in portions, one behind the other, and synced before too much of it waits. */
class SyncingOutputTest {
    @TempDir private Path folder;

    /** Counts what it is handed, and does not write. */
    private static final class CountingDisk implements LogDisk {
        long handedOver;
        long forced;

        @Override
        public void writeBack(Path file, long offset, long length) {
            assertEquals(handedOver, offset);
            handedOver += length;
        }

        @Override
        public void force(Path file, FileChannel channel) throws IOException {
            assertTrue(channel.size() - handedOver < SyncingOutput.PORTION_BYTES);
            forced = channel.size();
        }

        @Override
        public void reserve(Path file, long offset, long length) {
            throw new AssertionError("nobody asked for space");
        }

        @Override
        public void fetch(Path file, long offset, long length) {
            throw new AssertionError("nobody asked for pages");
        }

        @Override
        public long usableBytes(Path file) {
            throw new AssertionError("nobody asked for space");
        }

        @Override
        public void forceFolder(Path folder) {
            throw new AssertionError("nobody asked for names");
        }
    }

    @Test
    void whatIsWrittenIsHandedOverAndSynced() throws IOException {
        Path file = folder.resolve("file");
        Random random = new Random(11);
        CountingDisk disk = new CountingDisk();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        byte[] bytes = new byte[1 << 20];
        random.nextBytes(bytes);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SyncingOutput output = new SyncingOutput(file, channel, disk);
            while (expected.size() < 3 * SyncingOutput.SYNC_BYTES) {
                int length = random.nextInt(bytes.length);
                output.write(bytes, 1, length);
                expected.write(bytes, 1, length);
                assertTrue(expected.size() - disk.handedOver < SyncingOutput.PORTION_BYTES);
                assertTrue(expected.size() - disk.forced < SyncingOutput.SYNC_BYTES);
            }
            output.write(7);
            expected.write(7);
        }
        assertArrayEquals(expected.toByteArray(), Files.readAllBytes(file));
    }
}
