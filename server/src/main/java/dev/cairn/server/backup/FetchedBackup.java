// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import dev.cairn.aof.segment.Identity;
import dev.cairn.aof.segment.LogDisk;
import dev.cairn.aof.segment.LogFolder;
import dev.cairn.server.recovery.Recovery;
import dev.cairn.server.restore.Moment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;

/** Brings what restoring a moment takes from a backup into a folder that looks like a data folder. */
public final class FetchedBackup {
    private static final String SNAPSHOT = "snapshot-00000001.rdb";

    private static final long SNAPSHOT_CLOCK_MILLIS = 1_000;

    private final BackupTarget target;
    private final Manifest manifest;
    private final BackupProgress progress;

    public FetchedBackup(BackupTarget target, Manifest manifest, BackupProgress progress) {
        this.target = target;
        this.manifest = manifest;
        this.progress = progress;
    }

    /**
     * The log of a target that a moment is to be restored from.
     *
     * @param id the begin of its name, or empty
     */
    public static Manifest choose(BackupTarget target, Moment moment, String id)
            throws IOException, BackupException {
        List<Manifest> all =
                Manifest.all(target).stream().filter(each -> each.folder().startsWith(id)).toList();
        if (all.isEmpty()) {
            throw new BackupException(
                    target + " has no backup" + (id.isEmpty() ? "" : " of log '" + id + "'"));
        }
        if (all.size() > 1 && moment instanceof Moment.Position) {
            throw new BackupException(
                    target
                            + " has backups of "
                            + all.size()
                            + " logs, and a position means something in one of them only. Say"
                            + " which: --log "
                            + all.getFirst().folder().replace("/", "")
                            + ", for example; cairn backup list names all.");
        }
        Manifest chosen = all.getFirst();
        for (Manifest each : all) {
            long begin = begin(each);
            boolean reaches = !(moment instanceof Moment.Time time) || begin <= time.millis();
            chosen = reaches && begin > begin(chosen) ? each : chosen;
        }
        return chosen;
    }

    private static long begin(Manifest manifest) {
        List<Manifest.Range> ranges = manifest.ranges();
        return ranges.isEmpty() ? 0 : ranges.getFirst().fromMillis();
    }

    /** Fetches into a new folder; every object is checked on its way. */
    public void into(Path folder, Moment moment) throws IOException, BackupException {
        Path log = folder.resolve(Recovery.LOG_FOLDER);
        LogFolder logFolder = new LogFolder(log);
        Files.createDirectories(logFolder.archive());
        new Identity(manifest.id(), manifest.epoch()).write(logFolder, LogDisk.SYSTEM);
        long base = fetchSnapshot(folder, moment);
        for (Manifest.Segment each : manifest.segments()) {
            if (each.end() > base && isBefore(each.firstPosition(), each.fromMillis(), moment)) {
                Path place = logFolder.archive().resolve(each.name());
                fetch(each.name(), each.sha256(), each.bytes(), place);
            }
        }
    }

    /** Fetches the nearest snapshot that is whole, and returns its position; 0 when there is none. */
    private long fetchSnapshot(Path folder, Moment moment) throws IOException {
        for (Manifest.Snapshot each : manifest.snapshots().reversed()) {
            boolean before = isBefore(each.position(), each.createdMillis(), moment);
            if (before && !isPerhapsLater(each, moment)) {
                try {
                    fetch(each.name(), each.sha256(), each.bytes(), folder.resolve(SNAPSHOT));
                    return each.position();
                } catch (BackupException | NoSuchFileException e) {
                    progress.note("Passed over: " + e.getMessage());
                    Files.deleteIfExists(folder.resolve(SNAPSHOT));
                }
            }
        }
        return 0;
    }

    /** A snapshot tells its second: whether a moment within it is before the snapshot or not the log says, if it leads there. */
    private boolean isPerhapsLater(Manifest.Snapshot snapshot, Moment moment) {
        return moment instanceof Moment.Time time
                && time.millis() - snapshot.createdMillis() < SNAPSHOT_CLOCK_MILLIS
                && manifest.ranges().stream()
                        .anyMatch(
                                range ->
                                        range.from() < snapshot.position()
                                                && snapshot.position() <= range.to());
    }

    private static boolean isBefore(long position, long millis, Moment moment) {
        return switch (moment) {
            case Moment.Position wanted -> position <= wanted.value();
            case Moment.Time wanted -> millis <= wanted.millis();
            case Moment.Newest newest -> true;
        };
    }

    private void fetch(String name, String sha256, long bytes, Path place)
            throws IOException, BackupException {
        String object = manifest.folder() + name;
        try (InputStream in = target.open(object);
                DigestInputStream watched =
                        Sha256.watching(
                                new CountedInput(
                                        in, done -> progress.copying(name, done, bytes)))) {
            Files.copy(watched, place);
            String found = Sha256.sumOf(watched);
            if (!found.equals(sha256)) {
                throw new BackupException(
                        target
                                + "/"
                                + object
                                + " is damaged: its checksum is "
                                + found
                                + ", expected "
                                + sha256
                                + ". Restore from another copy of the backup, or a moment that"
                                + " does not need it.");
            }
        }
        progress.copied(name, bytes);
    }
}
