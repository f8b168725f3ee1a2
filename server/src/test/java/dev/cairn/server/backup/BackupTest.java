// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.retention.LogArchive;
import dev.cairn.aof.segment.RetainedSegment;
import dev.cairn.aof.tail.LogListing;
import dev.cairn.aof.tail.TailSegment;
import dev.cairn.server.CairnServer;
import dev.cairn.server.peer.PeerServer;
import dev.cairn.server.recovery.Recovery;
import dev.cairn.server.recovery.RespClient;
import dev.cairn.server.restore.History;
import dev.cairn.server.restore.Moment;
import dev.cairn.server.restore.NewFolder;
import dev.cairn.server.restore.Restore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A backup has what was there, each moment of it, whatever happened to the run that made it. */
class BackupTest implements BackupProgress {
    @TempDir Path folder;

    private int objects;
    private int restores;
    private Consumer<String> whenCopying = name -> {};
    private Consumer<String> whenCopied = name -> {};

    private Path data() {
        return folder.resolve("data");
    }

    private FolderTarget target() {
        return new FolderTarget(folder.resolve("target"));
    }

    @Override
    public void copying(String name, long doneBytes, long totalBytes) {
        assertTrue(doneBytes <= totalBytes, name);
        whenCopying.accept(name);
    }

    @Override
    public void copied(String name, long bytes) {
        objects++;
        whenCopied.accept(name);
    }

    @Override
    public void note(String line) {
        // Nothing here depends on it.
    }

    private Manifest pass(BackupTarget target) throws Exception {
        return new Backup(data(), target, new BackupLimits(0, 0), this).pass(true, 0);
    }

    private void assertWhole() throws Exception {
        Manifest manifest = Manifest.all(target()).getFirst();
        assertEquals(List.of(), new BackupCheck(target(), manifest, this).run());
    }

    private Map<String, String> restored(Moment moment) throws Exception {
        Path into = folder.resolve("restored" + restores++);
        NewFolder fetched = NewFolder.begin(folder.resolve("fetched"));
        Manifest manifest = FetchedBackup.choose(target(), moment, "");
        new FetchedBackup(target(), manifest, this).into(fetched.draft(), moment);
        new Restore(fetched.draft(), line -> {}).run(moment, into);
        try (CairnServer server = History.start(into)) {
            return History.dataOf(server);
        }
    }

    @Test
    void everyMomentSinceTheFirstSnapshotComesBack() throws Exception {
        History history = new History(11);
        Random random = new Random(12);
        try (CairnServer server =
                        History.start(data(), "snapshot-keep", "1", "log-retention-size", "0");
                RespClient client = new RespClient(server)) {
            history.write(client, 100);
            assertEquals(1, pass(target()).ranges().size());
            for (int i = 0; i < 4; i++) {
                history.write(client, 150);
                pass(target());
                assertWhole();
                assertEquals("OK", client.call("SAVE"));
                history.write(client, 20);
                pass(target());
            }
            int before = objects;
            pass(target());
            assertEquals(before, objects, "what is there is not copied again");
        }
        assertWhole();
        Manifest manifest = Manifest.all(target()).getFirst();
        assertEquals(1, manifest.ranges().size());
        assertEquals(0, manifest.ranges().getFirst().from());
        assertEquals(history.points().getLast().position(), manifest.ranges().getFirst().to());
        for (int i = 0; i < 6; i++) {
            History.Point point = history.points().get(random.nextInt(history.points().size()));
            assertEquals(point.data(), restored(new Moment.Position(point.position())));
        }
        assertEquals(history.model(), restored(new Moment.Newest()));
        assertEquals(history.model(), restored(new Moment.Time(Long.MAX_VALUE / 2)));
    }

    /** Nobody would remove it after a run that is killed. */
    @Test
    void noFileForTheTimeOfARunHasAName() throws Exception {
        History history = new History(14);
        try (CairnServer server = History.start(data());
                RespClient client = new RespClient(server)) {
            history.write(client, 20);
            List<String> before = temporaryFiles();
            List<String> copied = new ArrayList<>();
            whenCopying =
                    name -> {
                        copied.add(name);
                        assertEquals(before, temporaryFiles(), name);
                    };
            pass(target());
            assertTrue(copied.stream().anyMatch(name -> name.endsWith(".lz4")), copied.toString());
        }
        assertWhole();
    }

    private static List<String> temporaryFiles() {
        String[] names = new File(System.getProperty("java.io.tmpdir")).list();
        return Arrays.stream(names).filter(name -> name.startsWith("cairn")).sorted().toList();
    }

    @Test
    void aRunThatIsInterruptedAnywhereIsRunAgain() throws Exception {
        History history = new History(13);
        try (CairnServer server = History.start(data());
                RespClient client = new RespClient(server)) {
            int failures = 0;
            boolean failed = true;
            for (int steps = 0; failed; steps++) {
                history.write(client, 12);
                if (steps % 8 == 3) {
                    assertEquals("OK", client.call("SAVE"));
                }
                FailingTarget failing = new FailingTarget(target(), steps / 2, steps % 2 == 0);
                try {
                    pass(failing);
                } catch (IOException e) {
                    failures++;
                }
                failed = failing.hasFailed();
                List<Manifest> all = Manifest.all(target());
                if (!all.isEmpty()) {
                    assertEquals(List.of(), new BackupCheck(target(), all.getFirst(), this).run());
                }
            }
            assertTrue(failures > 5, "there were " + failures);
            Manifest last = pass(target());
            assertEquals(history.points().getLast().position(), last.ranges().getLast().to());
            assertEquals(
                    1 + last.snapshots().size() + last.segments().size(),
                    target().names("").size(),
                    "nothing is left of the runs before");
        }
        assertEquals(history.model(), restored(new Moment.Newest()));
    }

    /** A server that packs what it retains removes the very file that a run goes to next, again and again. */
    @Test
    void segmentsThatArePackedMeanwhileAreFound() throws Exception {
        History history = new History(15);
        Random random = new Random(16);
        try (CairnServer server = History.start(data());
                RespClient client = new RespClient(server)) {
            // How many segments so much makes is for the log to say, which grows them while the
            // next is not there yet.
            while (LogListing.of(data().resolve(Recovery.LOG_FOLDER)).segments().size() < 12) {
                history.write(client, 5);
                String filling =
                        random.ints(100_000)
                                .mapToObj(Integer::toHexString)
                                .collect(Collectors.joining());
                assertEquals("OK", client.call("SET", "filling", filling));
            }
            assertEquals("1", client.call("DEL", "filling"));
        }
        Path log = data().resolve(Recovery.LOG_FOLDER);
        retireAllButTheNewest(log);
        LogArchive archive = new LogArchive(log);
        int retained = archive.segments().size();
        assertTrue(retained > 8, "there are " + retained);
        whenCopied = name -> packTheNext(archive, name);
        pass(target());
        assertTrue(archive.segments().stream().allMatch(RetainedSegment::isPacked));
        assertWhole();
        assertEquals(history.model(), restored(new Moment.Newest()));
    }

    private static void retireAllButTheNewest(Path log) throws Exception {
        Path archive = Files.createDirectories(log.resolve("archive"));
        for (TailSegment each : LogListing.of(log).segments()) {
            if (each.isSealed()) {
                String name =
                        RetainedSegment.nameOf(each.number(), each.firstPosition(), each.end());
                Files.move(each.file(), archive.resolve(name));
            }
        }
    }

    private static void packTheNext(LogArchive archive, String copied) {
        try {
            int number = Integer.parseInt(copied.substring(0, copied.indexOf('-')));
            while (archive.segments().stream()
                    .anyMatch(each -> !each.isPacked() && each.number() <= number + 1)) {
                assertTrue(archive.packOne());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void valkeyLoadsTheSnapshot() throws Exception {
        try (CairnServer server = History.start(data());
                RespClient client = new RespClient(server)) {
            client.call("SET", "a", "1");
            client.call("HSET", "h", "f", "v");
            assertEquals("OK", client.call("SAVE"));
            Manifest manifest = pass(target());
            Path peer = PeerServer.folder();
            Files.copy(
                    folder.resolve("target")
                            .resolve(manifest.folder())
                            .resolve(manifest.snapshots().getFirst().name()),
                    peer.resolve("dump.rdb"));
            try (PeerServer valkey = new PeerServer(peer)) {
                assertEquals("1", String.valueOf(valkey.run("GET", "a")));
                assertEquals("v", String.valueOf(valkey.run("HGET", "h", "f")));
            }
        }
    }

    @Test
    void everyDamageIsFoundAndNamed() throws Exception {
        History history = new History(3);
        try (CairnServer server = History.start(data());
                RespClient client = new RespClient(server)) {
            history.write(client, 100);
            client.call("SAVE");
            history.write(client, 100);
            pass(target());
        }
        Random random = new Random(4);
        for (String name : target().names("")) {
            Path file = folder.resolve("target").resolve(name);
            byte[] whole = Files.readAllBytes(file);
            byte[] broken = whole.clone();
            broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            Moment within = within(name, history);
            assertDamage(name, file, broken, within);
            assertDamage(name, file, Arrays.copyOf(whole, whole.length / 2), within);
            assertDamage(name, file, new byte[0], within);
            Files.write(file, whole);
            assertWhole();
        }
    }

    /** A moment that a segment is needed for, or the newest for what is none. */
    private Moment within(String name, History history) throws Exception {
        for (Manifest.Segment segment : Manifest.all(target()).getFirst().segments()) {
            if (name.endsWith(segment.name())) {
                return history.points().stream()
                        .map(History.Point::position)
                        .filter(each -> each > segment.firstPosition() && each <= segment.end())
                        .map(Moment.Position::new)
                        .findFirst()
                        .orElseThrow();
            }
        }
        return new Moment.Newest();
    }

    private void assertDamage(String name, Path file, byte[] content, Moment within)
            throws Exception {
        Files.write(file, content);
        if (name.endsWith("/" + Manifest.NAME)) {
            BackupException damage =
                    assertThrows(BackupException.class, () -> Manifest.all(target()));
            assertTrue(damage.getMessage().contains(name), damage.getMessage());
            return;
        }
        List<String> faults =
                new BackupCheck(target(), Manifest.all(target()).getFirst(), this).run();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(name)), faults.toString());
        if (name.endsWith(".lz4")) {
            assertThrows(BackupException.class, () -> restored(within));
        }
    }

    @Test
    void whatIsTooOldGoes() throws Exception {
        History history = new History(21);
        try (CairnServer server = History.start(data());
                RespClient client = new RespClient(server)) {
            for (int i = 0; i < 4; i++) {
                history.write(client, 100);
                client.call("SAVE");
                new Backup(data(), target(), new BackupLimits(2, 0), this).pass(true, 0);
            }
        }
        Manifest manifest = Manifest.all(target()).getFirst();
        assertEquals(2, manifest.snapshots().size());
        long base = manifest.snapshots().getFirst().position();
        assertEquals(base, manifest.ranges().getFirst().from());
        assertTrue(manifest.segments().stream().allMatch(segment -> segment.end() > base));
        assertWhole();
        BackupLimits byAge = new BackupLimits(0, 1000);
        long second = manifest.snapshots().getLast().createdMillis();
        assertEquals(1, byAge.goneOf(manifest.snapshots(), second + 1000).size());
        assertEquals(history.model(), restored(new Moment.Newest()));
    }

    @Test
    void twoRunsDoNotMeet() throws Exception {
        Closeable lock = target().lock();
        try (lock) {
            assertThrows(BackupException.class, () -> target().lock());
        }
        target().lock().close();
        assertFalse(Manifest.all(target()).iterator().hasNext());
    }
}
