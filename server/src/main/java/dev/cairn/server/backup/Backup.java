// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import dev.cairn.aof.LogException;
import dev.cairn.aof.retention.SegmentFrame;
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
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Copies what a data folder has and a target has not: the newest snapshot, the segments behind the oldest snapshot that is
 * there, the durable part of the one that is being written; then, backwards, what the folder retains of the time before.
 * One pass after the other, while the target is locked.
 */
public final class Backup {
    /** A run that follows takes a further snapshot after so long: restoring repeats no more log than a day's. */
    private static final long SNAPSHOT_AFTER_MILLIS = TimeUnit.DAYS.toMillis(1);

    /** A server renames and removes files while they are looked for; so many looks may find nothing new in a row. */
    private static final int ATTEMPTS = 5;

    private final Path source;
    private final Path logFolder;
    private final BackupLimits limits;
    private final BackupProgress progress;
    private final BackupWriter writer;

    /** Damaged files of the source: each is said once, and not read again. */
    private final Set<Path> unusable = new HashSet<>();

    private boolean anyPass;

    public Backup(Path source, BackupTarget target, BackupLimits limits, BackupProgress progress) {
        this.source = source;
        this.logFolder = source.resolve(Recovery.LOG_FOLDER);
        this.limits = limits;
        this.progress = progress;
        this.writer = new BackupWriter(target, limits, progress);
    }

    /**
     * Brings the target up to the source. Where that fails, what the target has by then counts, and the next pass goes on.
     *
     * @param newestToo whether the segment that is being written is copied as far as it is durable
     * @return what the backup is now
     */
    public Manifest pass(boolean newestToo, long nowMillis)
            throws IOException, LogException, BackupException {
        try {
            boolean tail = newestToo;
            int fruitless = 0;
            for (boolean more = true; more; ) {
                Manifest before = writer.manifest();
                try {
                    more = copy(tail, nowMillis);
                    tail = false;
                    fruitless = 0;
                } catch (NoSuchFileException e) {
                    // A server that packs one segment after the other may overtake each attempt
                    // once.
                    boolean anything = !Objects.equals(writer.manifest(), before);
                    fruitless = anything ? 0 : fruitless + 1;
                    if (fruitless == ATTEMPTS) {
                        throw e;
                    }
                }
            }
            writer.prune(nowMillis);
        } catch (IOException | BackupException e) {
            writer.forget();
            throw e;
        }
        anyPass = true;
        return writer.manifest();
    }

    /** Copies what is new, and then one piece of what is older; false when there was none. */
    private boolean copy(boolean newestToo, long nowMillis)
            throws IOException, LogException, BackupException {
        LogListing log = LogListing.of(logFolder);
        if (log.id() == null) {
            throw new BackupException(
                    "'" + source + "' holds no log; expected the data folder of a server");
        }
        writer.open(Manifest.empty(log.id(), log.epoch()));
        List<SnapshotFacts> snapshots = snapshots(log);
        boolean goesOn = goesOn(log);
        if (!goesOn) {
            takeSnapshot(snapshots, false, newestToo);
        }
        long base = base();
        for (TailSegment segment : log.segments()) {
            if (segment.end() > base && (segment.isSealed() || newestToo)) {
                take(segment);
            }
        }
        if (goesOn) {
            takeSnapshot(snapshots, true, newestToo);
        }
        if (!anyPass && writer.manifest().snapshots().isEmpty()) {
            writer.replace(writer.manifest());
            progress.note(
                    "There is no snapshot yet: the log from its begin is the backup. BGSAVE takes"
                            + " one.");
        }
        writer.prune(nowMillis);
        return takeOlder(log, snapshots, nowMillis);
    }

    private boolean takeOlder(LogListing log, List<SnapshotFacts> snapshots, long nowMillis)
            throws IOException, BackupException {
        OlderHistory.Piece piece =
                new OlderHistory(writer.manifest(), log, limits, unusable)
                        .next(snapshots, nowMillis);
        switch (piece) {
            case null -> {
                return false;
            }
            case OlderHistory.Piece.State state -> copySnapshot(state.snapshot());
            case OlderHistory.Piece.OfLog ofLog -> takeOlder(ofLog.segment());
        }
        return true;
    }

    /** A server cannot restore either what lies before a damaged segment; what lies behind it is not worth less for it. */
    private void takeOlder(TailSegment segment) throws IOException, BackupException {
        String damage;
        try {
            SegmentSurvey survey = SegmentSurvey.of(segment);
            damage = damageOf(segment, survey);
            if (damage == null) {
                copySegment(segment, survey);
                return;
            }
        } catch (LogException e) {
            damage = e.getMessage();
        }
        passOver(segment.file(), damage);
    }

    /** Where the log of the backup begins, or goes on if a run that found no snapshot yet has taken some of it. */
    private long base() {
        Manifest manifest = writer.manifest();
        if (manifest.snapshots().isEmpty()) {
            return 0;
        }
        long first = manifest.snapshots().getFirst().position();
        return manifest.segments().isEmpty()
                ? first
                : Math.min(first, manifest.reachOf(manifest.segments().getFirst().firstPosition()));
    }

    // ---- snapshots

    /** The snapshots of a log that can be read, the newest first. */
    private List<SnapshotFacts> snapshots(LogListing log) throws IOException {
        List<SnapshotFacts> snapshots = new ArrayList<>();
        for (SnapshotFile file : new SnapshotFolder(source).snapshots()) {
            if (unusable.contains(file.path())) {
                continue;
            }
            try {
                SnapshotFacts facts = SnapshotFacts.of(file);
                if (log.id().toString().equals(facts.origin().dataId())) {
                    snapshots.add(facts);
                }
            } catch (RdbException e) {
                passOver(file.path(), e.getMessage());
            }
        }
        return snapshots;
    }

    private void passOver(Path file, String damage) {
        unusable.add(file);
        progress.note("Passed over: " + damage);
    }

    /** Whether the source's log goes on where that of the backup ends: then a snapshot is no hurry, and follows its log. */
    private boolean goesOn(LogListing log) {
        List<Manifest.Range> ranges = writer.manifest().ranges();
        return !ranges.isEmpty() && ranges.getLast().to() >= log.firstPosition();
    }

    /** Takes the newest snapshot, unless what is there makes it unnecessary. */
    private void takeSnapshot(List<SnapshotFacts> snapshots, boolean goesOn, boolean newestToo)
            throws IOException, BackupException {
        for (SnapshotFacts each : snapshots) {
            if (!isWanted(each, goesOn, newestToo) || copySnapshot(each)) {
                return;
            }
        }
    }

    private boolean isWanted(SnapshotFacts facts, boolean goesOn, boolean newestToo) {
        Manifest manifest = writer.manifest();
        long position = facts.origin().position();
        if (!manifest.snapshots().isEmpty()) {
            Manifest.Snapshot newest = manifest.snapshots().getLast();
            long apartMillis = facts.createdMillis() - newest.createdMillis();
            boolean recent = anyPass && goesOn && apartMillis < SNAPSHOT_AFTER_MILLIS;
            if (recent || position <= newest.position()) {
                return false;
            }
        }
        // All of the log up to it that there is has been copied before, or comes with the newest
        // segment.
        return !goesOn || newestToo || manifest.restores(position);
    }

    /** Copies a snapshot; false where it turns out to be damaged. */
    private boolean copySnapshot(SnapshotFacts facts) throws IOException, BackupException {
        String name = Manifest.Snapshot.nameOf(facts.file().number(), facts.origin().position());
        try (InputStream in = Files.newInputStream(facts.file().path())) {
            BackupWriter.Put put = writer.put(name, in, facts.bytes());
            try (InputStream back = writer.open(name)) {
                SnapshotCheck.read(back, facts.file().path().toString());
            } catch (RdbException e) {
                writer.remove(name);
                passOver(facts.file().path(), e.getMessage());
                return false;
            }
            writer.replace(
                    writer.manifest()
                            .with(
                                    new Manifest.Snapshot(
                                            name,
                                            put.bytes(),
                                            put.sha256(),
                                            facts.origin().position(),
                                            facts.createdMillis())));
            progress.copied(name, put.bytes());
            return true;
        }
    }

    // ---- segments

    private void take(TailSegment segment) throws IOException, LogException, BackupException {
        long known = -1;
        for (Manifest.Segment each : writer.manifest().segments()) {
            boolean same = each.firstPosition() == segment.firstPosition();
            known = same ? Math.max(known, each.end()) : known;
        }
        if (known == segment.end()) {
            return;
        }
        SegmentSurvey survey = SegmentSurvey.of(segment);
        String damage = damageOf(segment, survey);
        if (damage != null) {
            throw new BackupException(damage + " What was backed up before is not touched.");
        }
        if (Math.min(survey.end(), segment.end()) > Math.max(known, segment.firstPosition())) {
            copySegment(segment, survey);
        }
    }

    /** What is wrong with a segment, or null. */
    private static String damageOf(TailSegment segment, SegmentSurvey survey) {
        if (!segment.isSealed() || survey.end() >= segment.end()) {
            return null;
        }
        return "Log segment "
                + segment.file()
                + " is damaged at position "
                + survey.end()
                + " and the log goes on to "
                + segment.end()
                + ": "
                + (survey.fault() == null ? "its records end" : survey.fault())
                + ". cairn check says more.";
    }

    private void copySegment(TailSegment segment, SegmentSurvey survey)
            throws IOException, BackupException {
        if (segment.retained() && segment.file().toString().endsWith(".lz4")) {
            try (FileChannel frame = FileChannel.open(segment.file())) {
                putSegment(segment, survey, frame);
            }
            return;
        }
        // The file has no name any more as soon as it is open: nothing is left of it, however this
        // ends.
        Path name = Files.createTempFile("cairn-backup", ".lz4");
        try (FileChannel frame =
                FileChannel.open(
                        name,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE)) {
            pack(segment, survey, frame, name.getParent());
            putSegment(segment, survey, frame);
        }
    }

    private static void pack(
            TailSegment segment, SegmentSurvey survey, FileChannel frame, Path folder)
            throws IOException {
        try {
            SegmentFrame.pack(segment.file(), survey.endOffset(), frame);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new TargetException(segment.file() + " into a frame in " + folder, e);
        }
    }

    private void putSegment(TailSegment segment, SegmentSurvey survey, FileChannel frame)
            throws IOException, BackupException {
        long end = Math.min(survey.end(), segment.end());
        String name = Manifest.Segment.nameOf(segment.number(), segment.firstPosition(), end);
        BackupWriter.Put put = writer.put(name, Channels.newInputStream(frame), frame.size());
        writer.replace(
                writer.manifest()
                        .with(
                                new Manifest.Segment(
                                        name,
                                        put.bytes(),
                                        put.sha256(),
                                        segment.firstPosition(),
                                        end,
                                        survey.fromMillis(),
                                        survey.toMillis())));
        progress.copied(name, put.bytes());
    }
}
