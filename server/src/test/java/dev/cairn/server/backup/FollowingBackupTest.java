// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.recovery.RespClient;
import dev.cairn.server.restore.History;
import dev.cairn.server.restore.Moment;
import dev.cairn.server.restore.NewFolder;
import dev.cairn.server.restore.Restore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A backup that follows waits while its target is full, says so once, and goes on by itself. */
class FollowingBackupTest implements BackupProgress {
    private static final long PLENTY_BYTES = 1L << 40;

    @TempDir Path folder;

    private final History history = new History(41);
    private final List<String> notes = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();

    private FolderTarget folderTarget() {
        return new FolderTarget(folder.resolve("target"));
    }

    private Backup backup(BackupTarget target) {
        return new Backup(folder.resolve("data"), target, new BackupLimits(0, 0), this);
    }

    @Override
    public void copying(String name, long doneBytes, long totalBytes) {
        // Nothing here depends on it.
    }

    @Override
    public void copied(String name, long bytes) {
        // The same holds.
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }

    @BeforeEach
    void fill() throws Exception {
        try (CairnServer server = History.start(folder.resolve("data"));
                RespClient client = new RespClient(server)) {
            history.write(client, 300);
            assertEquals("OK", client.call("SAVE"));
            history.write(client, 300);
        }
    }

    /** Follows until so many pauses were taken; before the n-th one, something happens. */
    private void follow(BackupTarget target, int count, int n, Runnable event) {
        FollowingBackup.Pause pause =
                millis -> {
                    pauses.add(millis);
                    if (pauses.size() == n) {
                        event.run();
                    }
                    if (pauses.size() == count) {
                        throw new InterruptedException();
                    }
                };
        FollowingBackup following = new FollowingBackup(backup(target), this, () -> 0, pause);
        assertThrows(InterruptedException.class, following::run);
    }

    private void assertWhole() throws Exception {
        for (Manifest manifest : Manifest.all(folderTarget())) {
            assertEquals(List.of(), new BackupCheck(folderTarget(), manifest, this).run());
        }
    }

    private long notesWith(String text) {
        return notes.stream().filter(each -> each.contains(text)).count();
    }

    @Test
    void aFullTargetIsTriedAgainUntilThereIsRoom() throws Exception {
        FullTarget target = new FullTarget(folderTarget(), 8_000);
        follow(target, 10, 8, () -> target.capacityBytes(PLENTY_BYTES));
        assertEquals(
                List.of(1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L, 30_000L),
                pauses.subList(0, 8));
        assertEquals(8, target.refusals());
        assertEquals(List.of(1000L, 1000L), pauses.subList(8, 10));
        assertEquals(1, notesWith("No space left on device"), notes::toString);
        assertEquals(1, notesWith("The backup goes on."), notes::toString);
        String waits = notes.stream().filter(each -> each.contains("No space")).findFirst().get();
        assertTrue(
                waits.matches("\\Q" + folderTarget() + "\\E/.*\\.(rdb|lz4) could not be copied.*"),
                waits);
        assertWhole();
        Manifest manifest = Manifest.all(folderTarget()).getFirst();
        assertEquals(1 + manifest.names().size(), folderTarget().names("").size());
        assertEquals(history.points().getLast().position(), manifest.ranges().getLast().to());
    }

    /** However much fits: what is there is whole at each moment, and a run that goes on makes the same of it. */
    @Test
    void wheneverItIsFullWhatIsThereCounts() throws Exception {
        for (long capacity = 0; capacity < 500_000; capacity += 3_000) {
            FullTarget target = new FullTarget(folderTarget(), capacity);
            pauses.clear();
            notes.clear();
            follow(target, 4, 2, () -> assertThatItIsWhole());
            if (notesWith("No space left on device") == 0) {
                break;
            }
            target.capacityBytes(PLENTY_BYTES);
            Manifest manifest = backup(target).pass(true, 0);
            assertWhole();
            assertEquals(history.points().getLast().position(), manifest.ranges().getLast().to());
            assertEquals(0, manifest.ranges().getFirst().from());
            NewFolder.deleteTree(folder.resolve("target"));
        }
        assertTrue(notesWith("The backup reaches to position") > 0, notes::toString);
    }

    private void assertThatItIsWhole() {
        try {
            assertWhole();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRunThatDoesNotFollowEndsAndTheNextOneEndsWell() throws Exception {
        FullTarget target = new FullTarget(folderTarget(), 8_000);
        IOException full = assertThrows(IOException.class, () -> backup(target).pass(true, 0));
        assertTrue(full.getMessage().startsWith(folderTarget() + "/"), full.getMessage());
        assertTrue(full.getMessage().endsWith(": No space left on device"), full.getMessage());
        target.capacityBytes(PLENTY_BYTES);
        backup(target).pass(true, 0);
        assertWhole();
        Moment newest = new Moment.Newest();
        NewFolder fetched = NewFolder.begin(folder.resolve("fetched"));
        Manifest manifest = FetchedBackup.choose(folderTarget(), newest, "");
        new FetchedBackup(folderTarget(), manifest, this).into(fetched.draft(), newest);
        Path into = folder.resolve("restored");
        new Restore(fetched.draft(), line -> {}).run(newest, into);
        try (CairnServer server = History.start(into)) {
            assertEquals(history.model(), History.dataOf(server));
        }
    }

    /** What does not pass by itself is not waited for. */
    @Test
    void damageEndsIt() throws Exception {
        NewFolder.deleteTree(folder.resolve("data/log"));
        FollowingBackup following =
                new FollowingBackup(
                        backup(folderTarget()),
                        this,
                        () -> 0,
                        millis -> {
                            throw new AssertionError("it waits");
                        });
        assertThrows(BackupException.class, following::run);
    }
}
