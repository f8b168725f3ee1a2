// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SnapshotFolderTest {
    @TempDir private Path path;

    private SnapshotFolder folder() {
        return new SnapshotFolder(path);
    }

    private SnapshotFile publish(String content) throws IOException {
        long number = folder().nextNumber();
        Path temporary = folder().temporary(number);
        Files.writeString(temporary, content);
        return folder().publish(temporary, number, "dump.rdb");
    }

    @Test
    void theNewestIsFoundUnderItsNumberAndUnderTheNameThatEverybodyKnows() throws IOException {
        publish("one");
        SnapshotFile second = publish("two");
        assertEquals(2, second.number());
        assertEquals("snapshot-00000002.rdb", second.path().getFileName().toString());
        assertEquals("two", Files.readString(path.resolve("dump.rdb")));
        assertTrue(Files.isSameFile(path.resolve("dump.rdb"), second.path()));
        assertEquals(
                List.of(2L, 1L), folder().snapshots().stream().map(SnapshotFile::number).toList());
        assertEquals(0, folder().removeTemporaries());
    }

    @Test
    void onlyTheNewestAreKept() throws IOException {
        for (int i = 1; i <= 5; i++) {
            publish("s" + i);
        }
        assertEquals(
                List.of(5L, 4L),
                folder().keepNewest(2, false).stream().map(SnapshotFile::number).toList());
        assertEquals(2, folder().snapshots().size());
        assertEquals(2, folder().keepNewest(7, false).size());
        assertEquals(6, folder().nextNumber());
    }

    @Test
    void theNameMayBeTakenByAFileOfSomebodyElse() throws IOException {
        Files.writeString(path.resolve("dump.rdb"), "foreign");
        publish("ours");
        assertEquals("ours", Files.readString(path.resolve("dump.rdb")));
    }

    @Test
    void whatADeadProcessLeftIsRemovedAndNothingElse() throws IOException {
        Files.writeString(folder().temporary(7), "half");
        Files.writeString(path.resolve("temp-link.rdb"), "");
        Files.writeString(path.resolve("temp.txt"), "mine");
        publish("whole");
        assertEquals(1, folder().removeTemporaries());
        assertTrue(Files.exists(path.resolve("temp.txt")));
        assertFalse(Files.exists(folder().temporary(7)));
    }

    @Test
    void whatIsSetAsideNeverReplacesWhatIsThere() throws IOException {
        SnapshotFile first = publish("one");
        Path place = folder().setAside(first.path());
        SnapshotFile again = publish("other");
        assertEquals(first.number(), again.number());
        Path second = folder().setAside(again.path());
        assertEquals("one", Files.readString(place));
        assertEquals("other", Files.readString(second));
    }

    @Test
    void onlyNamesOfSnapshotsAreSnapshots() {
        assertEquals(12345678, SnapshotFile.of(Path.of("snapshot-12345678.rdb")).number());
        assertEquals(123456789, SnapshotFile.of(Path.of("a/snapshot-123456789.rdb")).number());
        for (String name :
                List.of(
                        "dump.rdb",
                        "snapshot-1.rdb",
                        "snapshot-00000001.rdb.bak",
                        "temp-snapshot-00000001.rdb")) {
            assertNull(SnapshotFile.of(Path.of(name)), name);
        }
    }
}
