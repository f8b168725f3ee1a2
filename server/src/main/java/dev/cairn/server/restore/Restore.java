// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

import dev.cairn.aof.LogException;
import dev.cairn.aof.segment.Identity;
import dev.cairn.aof.tail.LogListing;
import dev.cairn.aof.tail.LogTail;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.server.feed.LogMoment;
import dev.cairn.server.feed.LogTimes;
import dev.cairn.server.persistence.SnapshotFacts;
import dev.cairn.server.persistence.SnapshotFile;
import dev.cairn.server.persistence.SnapshotFolder;
import dev.cairn.server.recovery.Recovery;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Restores a data folder from another one.
 *
 * <p>The new folder's log has the same identity and positions, and a higher epoch: from the moment on its history is
 * another one.
 */
public final class Restore {
    private final Path source;
    private final Path logFolder;
    private final LogListing log;
    private final Consumer<String> report;

    /** What came of it. */
    public record Outcome(long position, long snapshotPosition, Path into) {}

    /** Restores from a data folder, whole or with what of the past it keeps. */
    public Restore(Path source, Consumer<String> report)
            throws IOException, LogException, RestoreException {
        this.source = source;
        this.logFolder = source.resolve(Recovery.LOG_FOLDER);
        this.report = report;
        this.log = LogListing.of(logFolder);
        if (log.id() == null) {
            throw new RestoreException(
                    "'"
                            + source
                            + "' holds no log, and without one there is no past to restore. To go"
                            + " on from a snapshot alone, start with it as dump.rdb in an empty"
                            + " folder.");
        }
    }

    /** Builds the state of a moment in a folder that does not exist yet, or is empty. */
    public Outcome run(Moment moment, Path into)
            throws IOException, LogException, RestoreException {
        NewFolder target = NewFolder.begin(into);
        try {
            return build(moment, target);
        } finally {
            // What was built has its place by now, and what was not is of no use.
            NewFolder.deleteTree(target.draft());
        }
    }

    private Outcome build(Moment moment, NewFolder target)
            throws IOException, LogException, RestoreException {
        long position = positionOf(moment);
        for (SnapshotFacts base : bases(position)) {
            if (isWhole(base)) {
                target.take(base.file().path());
                return finish(target, base.origin().position(), position);
            }
        }
        if (log.firstPosition() != 0) {
            throw tooEarly(moment, position);
        }
        return finish(target, 0, position);
    }

    private Outcome finish(NewFolder target, long from, long to)
            throws IOException, LogException, RestoreException {
        report.accept(
                (from == 0 ? "From the log's begin" : "From the snapshot of position " + from)
                        + " and "
                        + (to - from)
                        + " bytes of log to position "
                        + to);
        LogCopy.copy(
                logFolder,
                from,
                to,
                target.draft().resolve(Recovery.LOG_FOLDER),
                new Identity(log.id(), log.epoch() + 1),
                position -> {});
        return new Outcome(to, from, target.publish());
    }

    private long positionOf(Moment moment) throws IOException, LogException, RestoreException {
        return switch (moment) {
            case Moment.Position position -> atMost(position.value());
            case Moment.Newest newest -> end();
            case Moment.Time time -> at(time.millis());
        };
    }

    private long end() throws IOException, LogException {
        List<SnapshotFacts> snapshots = bases(Long.MAX_VALUE);
        long end = snapshots.isEmpty() ? 0 : snapshots.getFirst().origin().position();
        if (log.segments().isEmpty()) {
            return end;
        }
        try (LogTail tail = new LogTail(logFolder, log.segments().getLast().firstPosition())) {
            while (tail.next(Long.MAX_VALUE)) {
                end = Math.max(end, tail.reached());
            }
            return end;
        }
    }

    private long atMost(long position) throws IOException, LogException, RestoreException {
        long end = end();
        if (position > end) {
            throw new RestoreException(
                    "Position "
                            + position
                            + " is beyond the end of the log in "
                            + source
                            + ", which is position "
                            + end);
        }
        return position;
    }

    private long at(long millis) throws IOException, LogException, RestoreException {
        LogTimes.Reach reach =
                log.segments().isEmpty()
                        ? new LogTimes.Reach(end(), false)
                        : LogTimes.until(logFolder, millis);
        if (reach.isAnything() || reach.position() == 0) {
            return reach.position();
        }
        // All that is left of the log is later: only a snapshot can tell of the moment.
        for (SnapshotFacts base : bases(reach.position())) {
            if (base.origin().position() == reach.position() && base.createdMillis() <= millis) {
                return reach.position();
            }
        }
        throw tooEarly(new Moment.Time(millis), reach.position());
    }

    /** The log's snapshots up to a position, the nearest first. */
    private List<SnapshotFacts> bases(long position) throws IOException {
        List<SnapshotFacts> bases = new ArrayList<>();
        for (SnapshotFile file : new SnapshotFolder(source).snapshots()) {
            try {
                SnapshotFacts facts = SnapshotFacts.of(file);
                if (log.id().toString().equals(facts.origin().dataId())
                        && facts.origin().position() <= position
                        && facts.origin().position() >= log.firstPosition()) {
                    bases.add(facts);
                }
            } catch (NoSuchFileException e) {
                // The server removed it since the folder was listed.
            } catch (RdbException e) {
                report.accept("Passed over: " + e.getMessage());
            }
        }
        return bases;
    }

    private boolean isWhole(SnapshotFacts base) throws IOException {
        try {
            SnapshotCheck.read(base.file().path());
            return true;
        } catch (RdbException e) {
            report.accept("Passed over: " + e.getMessage());
            return false;
        }
    }

    private RestoreException tooEarly(Moment wanted, long position) throws IOException {
        List<SnapshotFacts> all = bases(Long.MAX_VALUE);
        String what =
                wanted instanceof Moment.Time time
                        ? "The state of " + LogMoment.shown(time.millis())
                        : "The state of position " + position;
        return new RestoreException(
                what
                        + " cannot be restored from "
                        + source
                        + ": "
                        + (all.isEmpty()
                                ? "its log begins at position "
                                        + log.firstPosition()
                                        + " and it has no snapshot of before"
                                : "the oldest state there is that of position "
                                        + all.getLast().origin().position()
                                        + ", "
                                        + LogMoment.shown(all.getLast().createdMillis()))
                        + ". log-retention-time and log-retention-size say how much of the past is"
                        + " kept.");
    }
}
