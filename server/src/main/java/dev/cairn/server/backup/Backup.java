// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import dev.cairn.aof.LogException;
import dev.cairn.aof.retention.SegmentFrame;
import dev.cairn.aof.segment.LogDisk;
import dev.cairn.aof.tail.LogListing;
import dev.cairn.aof.tail.SegmentSurvey;
import dev.cairn.aof.tail.TailSegment;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.server.persistence.SnapshotFacts;
import dev.cairn.server.persistence.SnapshotFile;
import dev.cairn.server.persistence.SnapshotFolder;
import dev.cairn.server.recovery.Recovery;
import dev.cairn.server.restore.SnapshotCheck;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Copies what a data folder has and a target has not: the newest snapshot, the segments behind the oldest snapshot that is
 * there, the durable part of the one that is being written. One pass after the other, while the target is locked.
 */
public final class Backup {
    /** A run that follows takes a further snapshot after so long: restoring repeats no more log than a day's. */
    private static final long SNAPSHOT_AFTER_MILLIS = TimeUnit.DAYS.toMillis(1);

    /** A server renames and removes files while they are looked for; so many looks may find nothing new in a row. */
    private static final int ATTEMPTS = 5;

    private final Path source;
    private final Path logFolder;
    private final BackupTarget target;
    private final BackupLimits limits;
    private final BackupProgress progress;
    private Manifest manifest;
    private boolean anyPass;

    public Backup(Path source, BackupTarget target, BackupLimits limits, BackupProgress progress) {
        this.source = source;
        this.logFolder = source.resolve(Recovery.LOG_FOLDER);
        this.target = target;
        this.limits = limits;
        this.progress = progress;
    }

    /**
     * Brings the target up to the source.
     *
     * @param newestToo whether the segment that is being written is copied as far as it is durable
     * @return what the backup is now
     */
    public Manifest pass(boolean newestToo, long nowMillis)
            throws IOException, LogException, BackupException {
        int fruitless = 0;
        while (true) {
            Manifest before = manifest;
            try {
                copy(newestToo);
                break;
            } catch (NoSuchFileException e) {
                // A server that packs one segment after the other may overtake each attempt once.
                fruitless = Objects.equals(manifest, before) ? fruitless + 1 : 0;
                if (fruitless == ATTEMPTS) {
                    throw e;
                }
            }
        }
        prune(nowMillis);
        anyPass = true;
        return manifest;
    }

    private void copy(boolean newestToo) throws IOException, LogException, BackupException {
        LogListing log = LogListing.of(logFolder);
        if (log.id() == null) {
            throw new BackupException(
                    "'" + source + "' holds no log; expected the data folder of a server");
        }
        Manifest fresh = Manifest.empty(log.id(), log.epoch());
        if (manifest == null || !manifest.folder().equals(fresh.folder())) {
            Manifest there = Manifest.read(target, fresh.folder());
            manifest = there == null ? fresh : there;
            tidy();
        }
        takeSnapshot(log);
        long base = base();
        for (TailSegment segment : log.segments()) {
            if (segment.end() > base && (segment.isSealed() || newestToo)) {
                take(segment);
            }
        }
        if (!anyPass && manifest.snapshots().isEmpty()) {
            manifest.write(target);
            progress.note(
                    "There is no snapshot yet: the log from its begin is the backup. BGSAVE takes"
                            + " one.");
        }
    }

    /** Where the log of the backup begins, or goes on if a run that found no snapshot yet has taken some of it. */
    private long base() {
        if (manifest.snapshots().isEmpty()) {
            return 0;
        }
        long first = manifest.snapshots().getFirst().position();
        return manifest.segments().isEmpty()
                ? first
                : Math.min(first, manifest.reachOf(manifest.segments().getFirst().firstPosition()));
    }

    /** Removes what a run that was interrupted has put and not named. */
    private void tidy() throws IOException {
        Set<String> known = new HashSet<>(Set.of(manifest.folder() + Manifest.NAME));
        manifest.snapshots().forEach(each -> known.add(manifest.folder() + each.name()));
        manifest.segments().forEach(each -> known.add(manifest.folder() + each.name()));
        for (String name : target.names(manifest.folder())) {
            if (!known.contains(name)) {
                target.remove(name);
            }
        }
    }

    // ---- snapshots

    private void takeSnapshot(LogListing log) throws IOException, BackupException {
        for (SnapshotFile file : new SnapshotFolder(source).snapshots()) {
            try {
                SnapshotFacts facts = SnapshotFacts.of(file);
                if (!log.id().toString().equals(facts.origin().dataId()) || isEnough(facts, log)) {
                    continue;
                }
                copySnapshot(facts);
                return;
            } catch (RdbException e) {
                progress.note("Passed over: " + e.getMessage());
            }
        }
    }

    /** Whether the snapshots that are there make this one unnecessary. */
    private boolean isEnough(SnapshotFacts facts, LogListing log) {
        if (manifest.snapshots().isEmpty()) {
            return false;
        }
        Manifest.Snapshot newest = manifest.snapshots().getLast();
        boolean goesOn = manifest.reachOf(newest.position()) >= log.firstPosition();
        boolean recent = facts.createdMillis() - newest.createdMillis() < SNAPSHOT_AFTER_MILLIS;
        return facts.origin().position() <= newest.position() || (anyPass && goesOn && recent);
    }

    private void copySnapshot(SnapshotFacts facts) throws IOException, BackupException {
        String name = Manifest.Snapshot.nameOf(facts.file().number(), facts.origin().position());
        try (InputStream in = Files.newInputStream(facts.file().path())) {
            Put put = put(name, in, facts.bytes());
            try (InputStream back = target.open(manifest.folder() + name)) {
                SnapshotCheck.read(back, facts.file().path().toString());
            }
            replace(
                    manifest.with(
                            new Manifest.Snapshot(
                                    name,
                                    put.bytes,
                                    put.sha256,
                                    facts.origin().position(),
                                    facts.createdMillis())));
            progress.copied(name, put.bytes);
        }
    }

    // ---- segments

    private void take(TailSegment segment) throws IOException, LogException, BackupException {
        long known = -1;
        for (Manifest.Segment each : manifest.segments()) {
            boolean same = each.firstPosition() == segment.firstPosition();
            known = same ? Math.max(known, each.end()) : known;
        }
        if (known == segment.end()) {
            return;
        }
        SegmentSurvey survey = SegmentSurvey.of(segment);
        if (segment.isSealed() && survey.end() < segment.end()) {
            throw new BackupException(
                    "Log segment "
                            + segment.file()
                            + " is damaged at position "
                            + survey.end()
                            + " and the log goes on to "
                            + segment.end()
                            + ": "
                            + (survey.fault() == null ? "its records end" : survey.fault())
                            + ". What was backed up before is not touched. cairn check says more.");
        }
        long end = Math.min(survey.end(), segment.end());
        if (end <= Math.max(known, segment.firstPosition())) {
            return;
        }
        if (segment.retained() && segment.file().toString().endsWith(".lz4")) {
            putSegment(segment, survey, end, segment.file());
            return;
        }
        Path frame = Files.createTempFile("cairn-backup", ".lz4");
        try {
            SegmentFrame.pack(segment.file(), survey.endOffset(), frame, LogDisk.SYSTEM);
            putSegment(segment, survey, end, frame);
        } finally {
            Files.deleteIfExists(frame);
        }
    }

    private void putSegment(TailSegment segment, SegmentSurvey survey, long end, Path frame)
            throws IOException, BackupException {
        String name = Manifest.Segment.nameOf(segment.number(), segment.firstPosition(), end);
        try (InputStream in = Files.newInputStream(frame)) {
            Put put = put(name, in, Files.size(frame));
            replace(
                    manifest.with(
                            new Manifest.Segment(
                                    name,
                                    put.bytes,
                                    put.sha256,
                                    segment.firstPosition(),
                                    end,
                                    survey.fromMillis(),
                                    survey.toMillis())));
            progress.copied(name, put.bytes);
        }
    }

    // ---- objects

    private record Put(long bytes, String sha256) {}

    /** Puts an object and reads it back. */
    private Put put(String name, InputStream in, long bytes) throws IOException, BackupException {
        String object = manifest.folder() + name;
        CountedInput counted = new CountedInput(in, done -> progress.copying(name, done, bytes));
        DigestInputStream watched = Sha256.watching(counted);
        target.put(object, watched);
        String sum = Sha256.sumOf(watched);
        try (InputStream back = target.open(object)) {
            String found = Sha256.of(back);
            if (!found.equals(sum)) {
                throw new BackupException(
                        target
                                + "/"
                                + object
                                + " does not hold what was written to it: its checksum is "
                                + found
                                + ", expected "
                                + sum);
            }
        }
        return new Put(counted.count(), sum);
    }

    /** Puts another manifest in force, then removes the objects that it does not name any more. */
    private void replace(Manifest next) throws IOException {
        next.write(target);
        Set<String> gone = new HashSet<>();
        manifest.snapshots().forEach(each -> gone.add(each.name()));
        manifest.segments().forEach(each -> gone.add(each.name()));
        next.snapshots().forEach(each -> gone.remove(each.name()));
        next.segments().forEach(each -> gone.remove(each.name()));
        manifest = next;
        for (String name : gone) {
            target.remove(manifest.folder() + name);
        }
    }

    private void prune(long nowMillis) throws IOException {
        List<Manifest.Snapshot> gone = limits.goneOf(manifest.snapshots(), nowMillis);
        if (!gone.isEmpty()) {
            gone.forEach(each -> progress.note("Removed by age or count: " + each.name()));
            replace(manifest.without(gone));
        }
    }
}
