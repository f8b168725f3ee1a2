// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.tail.LogListing;
import dev.cairn.aof.tail.LogTail;
import dev.cairn.aof.tail.TailSegment;
import dev.cairn.server.CairnServer;
import dev.cairn.server.persistence.SnapshotFacts;
import dev.cairn.server.persistence.SnapshotFile;
import dev.cairn.server.persistence.SnapshotFolder;
import dev.cairn.server.recovery.Recovery;
import dev.cairn.server.recovery.RespClient;
import dev.cairn.server.restore.History;
import dev.cairn.server.restore.Moment;
import dev.cairn.server.restore.NewFolder;
import dev.cairn.server.restore.Restore;
import dev.cairn.server.restore.RestoreException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a server retains of the time before a first backup is in it: each moment that the server can restore. */
class OlderHistoryTest implements BackupProgress {
    private static final int SNAPSHOTS = 4;

    @TempDir Path folder;

    private final History history = new History(31);
    private final List<String> notes = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();
    private int restores;

    private Path data() {
        return folder.resolve("data");
    }

    private FolderTarget target() {
        return new FolderTarget(folder.resolve("target"));
    }

    @Override
    public void copying(String name, long doneBytes, long totalBytes) {
        // Nothing here depends on it.
    }

    @Override
    public void copied(String name, long bytes) {
        copied.add(name);
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }

    @BeforeEach
    void fill() throws Exception {
        try (CairnServer server = History.start(data(), "snapshot-keep", "1");
                RespClient client = new RespClient(server)) {
            for (int i = 0; i < SNAPSHOTS; i++) {
                history.write(client, 120);
                assertEquals("OK", client.call("SAVE"));
            }
            history.write(client, 60);
        }
        assertEquals(SNAPSHOTS, snapshots().size());
    }

    private List<SnapshotFile> snapshots() throws IOException {
        return new SnapshotFolder(data()).snapshots();
    }

    private List<TailSegment> segments() throws Exception {
        return LogListing.of(data().resolve(Recovery.LOG_FOLDER)).segments();
    }

    /** The source forgets what is before its n-th newest snapshot, as a server does that retains no more. */
    private void forgetBefore(int count) throws Exception {
        List<SnapshotFile> all = snapshots();
        for (SnapshotFile old : all.subList(count, all.size())) {
            Files.delete(old.path());
        }
        long base = positionOf(all.get(count - 1));
        for (TailSegment segment : segments()) {
            if (segment.end() <= base) {
                Files.delete(segment.file());
            }
        }
    }

    private static long positionOf(SnapshotFile file) throws IOException {
        return SnapshotFacts.of(file).origin().position();
    }

    private Manifest pass(BackupTarget target, BackupLimits limits) throws Exception {
        Manifest manifest = new Backup(data(), target, limits, this).pass(true, 0);
        assertWhole();
        return manifest;
    }

    private void assertWhole() throws Exception {
        for (Manifest manifest : Manifest.all(target())) {
            assertEquals(List.of(), new BackupCheck(target(), manifest, this).run());
        }
    }

    private Map<String, String> data(Restore restore, Moment moment) throws Exception {
        Path into = folder.resolve("restored" + restores++);
        restore.run(moment, into);
        try (CairnServer server = History.start(into)) {
            return History.dataOf(server);
        }
    }

    private Map<String, String> fromBackup(Moment moment) throws Exception {
        NewFolder fetched = NewFolder.begin(folder.resolve("fetched"));
        try {
            Manifest manifest = FetchedBackup.choose(target(), moment, "");
            new FetchedBackup(target(), manifest, this).into(fetched.draft(), moment);
            return data(new Restore(fetched.draft(), line -> {}), moment);
        } finally {
            NewFolder.deleteTree(fetched.draft());
        }
    }

    private Map<String, String> fromSource(Moment moment) throws Exception {
        return data(new Restore(data(), line -> {}), moment);
    }

    private void assertSame(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            History.Point point = history.points().get(random.nextInt(history.points().size()));
            Moment moment = new Moment.Position(point.position());
            try {
                assertEquals(point.data(), fromSource(moment));
            } catch (RestoreException tooEarly) {
                assertThrows(RestoreException.class, () -> fromBackup(moment));
                continue;
            }
            assertEquals(point.data(), fromBackup(moment), "position " + point.position());
        }
        assertEquals(history.model(), fromBackup(new Moment.Newest()));
    }

    /** Snapshots tell their second, not its milliseconds: a moment within it is restored all the same. */
    private void assertSameTimes(long seed) throws Exception {
        long from = segments().getFirst().firstPosition();
        List<Long> times = new ArrayList<>();
        try (LogTail tail = new LogTail(data().resolve(Recovery.LOG_FOLDER), from)) {
            while (tail.next(Long.MAX_VALUE)) {
                times.add(tail.wallTimeMillis());
            }
        }
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            Moment moment = new Moment.Time(times.get(random.nextInt(times.size())));
            assertEquals(fromSource(moment), fromBackup(moment), "" + moment);
        }
    }

    @Test
    void aFirstBackupRestoresWhatItsSourceRestores() throws Exception {
        Manifest manifest = pass(target(), new BackupLimits(0, 0));
        assertEquals(SNAPSHOTS, manifest.snapshots().size());
        assertEquals(0, manifest.ranges().getFirst().from());
        assertSame(1);
        assertSameTimes(1);
        assertEquals(Map.of(), fromBackup(new Moment.Position(0)));
    }

    @Test
    void aSourceThatForgotItsBirthIsFollowedAsFarAsItGoes() throws Exception {
        forgetBefore(3);
        Manifest manifest = pass(target(), new BackupLimits(0, 0));
        assertEquals(3, manifest.snapshots().size());
        assertEquals(1, manifest.ranges().size());
        assertSame(2);
        assertSameTimes(2);
        int all = copied.size();
        pass(target(), new BackupLimits(0, 0));
        assertEquals(all, copied.size(), "what is there is not copied again");
    }

    @Test
    void whatIsNewestComesFirst() throws Exception {
        pass(target(), new BackupLimits(0, 0));
        List<String> snapshots = copied.stream().filter(each -> each.endsWith(".rdb")).toList();
        assertTrue(copied.getFirst().equals(snapshots.getFirst()), copied::toString);
        for (int i = 0; i < SNAPSHOTS; i++) {
            String name = snapshots.get(i);
            assertTrue(name.startsWith("snapshot-0000000" + (SNAPSHOTS - i)), copied::toString);
        }
    }

    @Test
    void aTargetThatHasOnlyTheNewestGetsTheRestLater() throws Exception {
        Manifest newest = pass(target(), new BackupLimits(1, 0));
        assertEquals(1, newest.snapshots().size());
        assertEquals(newest.snapshots().getFirst().position(), newest.ranges().getFirst().from());
        Manifest more = pass(target(), new BackupLimits(3, 0));
        assertEquals(3, more.snapshots().size());
        assertEquals(more.snapshots().getFirst().position(), more.ranges().getFirst().from());
        Manifest all = pass(target(), new BackupLimits(0, 0));
        assertEquals(0, all.ranges().getFirst().from());
        assertSame(3);
        assertFalse(notes.stream().anyMatch(each -> each.startsWith("Removed")), notes::toString);
    }

    /** By count, and by age: nothing comes that would go at once. */
    @Test
    void theLimitsDecide() throws Exception {
        List<SnapshotFile> all = snapshots();
        for (BackupLimits limits :
                List.of(new BackupLimits(2, 0), new BackupLimits(0, 1), new BackupLimits(1, 1))) {
            notes.clear();
            copied.clear();
            NewFolder.deleteTree(folder.resolve("target"));
            long now = Long.MAX_VALUE / 2;
            Manifest manifest = new Backup(data(), target(), limits, this).pass(true, now);
            assertEquals(limits.snapshots() == 2 ? 2 : 1, manifest.snapshots().size());
            assertEquals(
                    positionOf(all.get(manifest.snapshots().size() - 1)),
                    manifest.ranges().getFirst().from());
            assertEquals(
                    manifest.names().size(), copied.size(), "copied in vain: " + copied + notes);
            assertWhole();
        }
    }

    /** The log that was dropped between two runs is a gap; what is retained behind it is not. */
    @Test
    void behindAGapEverythingComes() throws Exception {
        Manifest first = pass(target(), new BackupLimits(1, 0));
        try (CairnServer server =
                        History.start(data(), "snapshot-keep", "1", "log-retention-size", "1");
                RespClient client = new RespClient(server)) {
            history.write(client, 120);
            assertEquals("OK", client.call("SAVE"));
            long reach = first.ranges().getLast().to();
            while (LogListing.of(data().resolve(Recovery.LOG_FOLDER)).firstPosition() <= reach) {
                history.write(client, 20);
                assertEquals("OK", client.call("SAVE"));
            }
            client.call("CONFIG", "SET", "log-retention-size", "10gb");
            for (int i = 0; i < 2; i++) {
                history.write(client, 60);
                assertEquals("OK", client.call("SAVE"));
            }
        }
        Manifest second = new Backup(data(), target(), new BackupLimits(0, 0), this).pass(true, 0);
        assertEquals(2, second.ranges().size());
        List<SnapshotFile> retained = snapshots();
        assertEquals(1 + retained.size(), second.snapshots().size());
        assertEquals(positionOf(retained.getLast()), second.ranges().getLast().from());
        assertEquals(history.model(), fromBackup(new Moment.Newest()));
    }

    @Test
    void aRunThatIsInterruptedAnywhereGoesOn() throws Exception {
        int failures = 0;
        boolean failed = true;
        for (int steps = 0; failed; steps++) {
            FailingTarget failing = new FailingTarget(target(), steps / 2, steps % 2 == 0);
            try {
                new Backup(data(), failing, new BackupLimits(0, 0), this).pass(true, 0);
            } catch (IOException e) {
                failures++;
            }
            failed = failing.hasFailed();
            assertWhole();
        }
        assertTrue(failures > 5, "there were " + failures);
        Manifest manifest = Manifest.all(target()).getFirst();
        assertEquals(SNAPSHOTS, manifest.snapshots().size());
        assertEquals(1 + manifest.names().size(), target().names("").size());
        assertEquals(0, manifest.ranges().getFirst().from());
        assertSame(4);
    }

    /** A server cannot restore what lies before a damaged segment; what lies behind it is backed up. */
    @Test
    void damageEndsTheWayBack() throws Exception {
        TailSegment damaged = segments().get(1);
        byte[] content = Files.readAllBytes(damaged.file());
        for (int i = content.length / 3; i < content.length; i++) {
            content[i] ^= 0x55;
        }
        Files.write(damaged.file(), content);
        Manifest manifest = pass(target(), new BackupLimits(0, 0));
        assertTrue(manifest.ranges().getFirst().from() >= damaged.end());
        assertEquals(1, manifest.ranges().size());
        long said = notes.stream().filter(each -> each.contains(damaged.file().toString())).count();
        assertEquals(1, said, notes::toString);
        assertEquals(history.model(), fromBackup(new Moment.Newest()));
        assertFalse(copied.isEmpty());
    }
}
