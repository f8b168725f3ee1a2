// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

class CleanStopTest {
    private static final UUID ID = new UUID(1, 2);

    @TempDir private Path path;

    @Test
    void theMarkIsReadAsItWasWrittenUntilItIsRemoved() throws Exception {
        LogFolder folder = new LogFolder(path);
        CleanStop stop = new CleanStop(ID, 7, 2_097_400, 0xffff_ffffL);
        stop.write(folder, LogDisk.SYSTEM);
        assertEquals(stop, CleanStop.of(folder));
        CleanStop.remove(folder, LogDisk.SYSTEM);
        assertNull(CleanStop.of(folder));
    }

    /** The first versions took no checksum: whatever the segment holds, it is not the one that was taken. */
    @Test
    void aMarkWithoutAChecksumMatchesNone() throws Exception {
        LogFolder folder = new LogFolder(path);
        NoteFile.write(
                folder.cleanStop(),
                "cairn-log-clean-stop",
                Map.of("id", ID.toString(), "segment", "7", "position", "5"),
                LogDisk.SYSTEM);
        assertEquals(new CleanStop(ID, 7, 5, -1), CleanStop.of(folder));
    }
}
