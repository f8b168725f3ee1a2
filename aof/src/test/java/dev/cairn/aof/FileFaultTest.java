// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

class FileFaultTest {
    @TempDir private Path root;

    @Test
    void theFileIsNamedWithTheReason() throws IOException {
        Path missing = root.resolve("missing");
        assertEquals(
                missing + ": No such file or directory",
                FileFault.text(
                        assertThrows(IOException.class, () -> Files.newInputStream(missing))));
        Files.createFile(root.resolve("file"));
        assertEquals(
                root + ": Directory not empty",
                FileFault.text(assertThrows(IOException.class, () -> Files.delete(root))));
        Path below = root.resolve("file").resolve("below");
        assertEquals(
                below + ": Not a directory",
                FileFault.text(assertThrows(IOException.class, () -> Files.createFile(below))));
        assertEquals(
                "/there: A file of this name stands there",
                FileFault.text(new FileAlreadyExistsException("/there")));
        assertEquals(
                "/full: No space left on device",
                FileFault.text(new FileSystemException("/full", null, "No space left on device")));
    }

    @Test
    void noClassIsNamedWhereThereIsAReason() {
        assertEquals("Input/output error", FileFault.text(new IOException("Input/output error")));
        assertEquals("It is shorter than it should be", FileFault.text(new EOFException()));
        assertEquals("a nameless fault", FileFault.reason(new IOException("a nameless fault")));
    }
}
