// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class DataFolderLockTest {
    @TempDir private Path path;

    @Test
    void aFolderHasOneServer() throws RecoveryException, IOException {
        Path folder = path.resolve("new");
        DataFolderLock lock = DataFolderLock.take(folder);
        RecoveryException e =
                assertThrows(RecoveryException.class, () -> DataFolderLock.take(folder));
        String pid = Long.toString(ProcessHandle.current().pid());
        assertTrue(e.getMessage().contains("in use by another server"), e.getMessage());
        assertTrue(e.getMessage().contains("process " + pid), e.getMessage());
        lock.close();
        DataFolderLock.take(folder).close();
    }
}
