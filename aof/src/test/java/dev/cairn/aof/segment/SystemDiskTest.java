// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reserved space is really there. */
class SystemDiskTest {
    @TempDir Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void reservingTakesBlocksAndKeepsBytes() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("a file"), new byte[] {1, 2, 3});
        LogDisk.SYSTEM.reserve(file, 4096, 1 << 20);
        assertEquals(4096 + (1 << 20), Files.size(file));
        assertTrue(blocksOf(file) * 512 >= 1 << 20, "blocks: " + blocksOf(file));
        assertEquals(3, Files.readAllBytes(file)[2]);
    }

    private static long blocksOf(Path file) throws IOException, InterruptedException {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        String blocks = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertEquals(0, stat.waitFor());
        return Long.parseLong(blocks.trim());
    }

    @Test
    void zerosDoTheSameWhereThereIsNoCall() throws IOException {
        Path file = Files.write(folder.resolve("zeros"), new byte[] {1, 2, 3});
        SystemDisk.writeZeros(file, 4096, 1_000_000);
        assertEquals(4096 + 1_000_000, Files.size(file));
        assertEquals(2, Files.readAllBytes(file)[1]);
    }

    @Test
    void aFileThatIsNotThereIsReported() {
        Path missing = folder.resolve("missing");
        IOException failed =
                assertThrows(IOException.class, () -> LogDisk.SYSTEM.reserve(missing, 0, 1 << 20));
        assertTrue(failed.getMessage().contains("missing"), failed.getMessage());
    }

    @Test
    void forcesFilesAndFolders() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[10]);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        LogDisk.SYSTEM.force(file, channel);
        channel.close();
        assertThrows(IOException.class, () -> LogDisk.SYSTEM.force(file, channel));
        LogDisk.SYSTEM.forceFolder(folder);
    }
}
