// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.aof.LogException;
import dev.cairn.aof.retention.LogArchive;
import dev.cairn.aof.segment.RetainedSegment;
import dev.cairn.aof.tail.LogTail;
import dev.cairn.server.metrics.RetainedLog;
import dev.cairn.storage.time.Clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps of the past what {@code log-retention-time} and {@code log-retention-size} say: packs segments that a start does
 * not need, and removes them and old snapshots when their time is over. On a thread of its own, which nobody waits for.
 */
public final class Retention implements AutoCloseable {
    private static final long LOOK_MILLIS = 1_000;
    private static final long PLAN_MILLIS = 60_000;

    private final SnapshotFolder folder;
    private final Path logFolder;
    private final LogArchive archive;
    private final String dataId;
    private final Clock clock;
    private final Consumer<RetainedLog> figures;
    private final Consumer<String> serverLog;
    private final Thread thread;
    private volatile boolean closed;
    private volatile String complaint = "";

    /** What was reported last; of this thread. */
    private RetainedLog reported = RetainedLog.NOTHING;

    // Guarded by this.
    private Limits limits = new Limits(0, 0, 1);
    private boolean planDue = true;

    private record Limits(long millis, long bytes, int needed) {
        boolean keepsAnything() {
            return millis > 0 || bytes > 0;
        }
    }

    public Retention(
            SnapshotFolder folder,
            Path logFolder,
            String dataId,
            Clock clock,
            Consumer<RetainedLog> figures,
            Consumer<String> serverLog) {
        this.folder = folder;
        this.logFolder = logFolder;
        this.figures = figures;
        this.archive = new LogArchive(logFolder);
        this.dataId = dataId;
        this.clock = clock;
        this.serverLog = serverLog;
        this.thread = new Thread(this::run, "cairn-retention");
    }

    /** Begins, with limits that may change later. */
    public void start() {
        thread.start();
    }

    /** How long and how much is kept from now on, beyond so many snapshots that a start needs. */
    public synchronized void limits(long seconds, long bytes, int needed) {
        limits = new Limits(seconds * 1000, bytes, needed);
        planDue = true;
        notifyAll();
    }

    private void run() {
        try {
            tidy();
            long plannedAt = 0;
            while (!closed) {
                Limits now = await(clock.millis() - plannedAt >= PLAN_MILLIS);
                if (now != null) {
                    plannedAt = clock.millis();
                }
                work(now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tidy() {
        try {
            archive.tidy();
        } catch (IOException e) {
            complain(e);
        }
    }

    /** Waits until there is something to do; the limits when it is time for a plan, else null. */
    private synchronized Limits await(boolean planByTime) throws InterruptedException {
        while (!closed) {
            if (planDue || (planByTime && limits.keepsAnything())) {
                planDue = false;
                return limits;
            }
            if (limits.keepsAnything()) {
                wait(LOOK_MILLIS);
                return null;
            }
            wait();
        }
        return null;
    }

    private void work(Limits planned) {
        try {
            boolean packed = false;
            while (!closed && archive.packOne()) {
                packed = true;
            }
            if (packed || planned != null) {
                apply(planned == null ? current() : planned);
                report();
            }
            complaint = "";
        } catch (IOException | LogException e) {
            complain(e);
        }
    }

    private synchronized Limits current() {
        return limits;
    }

    private void apply(Limits now) throws IOException {
        List<RetentionPlan.Snapshot> snapshots = ownSnapshots();
        List<RetentionPlan.Segment> segments = new ArrayList<>();
        for (RetainedSegment segment : archive.segments()) {
            segments.add(
                    new RetentionPlan.Segment(
                            segment.firstPosition(), segment.end(), LogArchive.bytesOf(segment)));
        }
        if (!now.keepsAnything()) {
            dropAll(now.needed, snapshots);
            return;
        }
        RetentionPlan plan =
                RetentionPlan.of(
                        clock.millis(), now.millis, now.bytes, now.needed, snapshots, segments);
        for (SnapshotFile file : folder.snapshots()) {
            if (plan.goes().contains(file.number())) {
                Files.deleteIfExists(file.path());
            }
        }
        archive.dropBefore(plan.logBefore());
    }

    private void report() throws IOException, LogException {
        List<RetainedSegment> segments = archive.segments();
        long bytes = 0;
        for (RetainedSegment segment : segments) {
            bytes += LogArchive.bytesOf(segment);
        }
        long first = segments.isEmpty() ? 0 : segments.getFirst().firstPosition();
        long millis = first == reported.firstPosition() ? reported.firstMillis() : 0;
        if (!segments.isEmpty() && millis == 0) {
            try (LogTail tail = new LogTail(logFolder, first)) {
                millis = tail.next(Long.MAX_VALUE) ? tail.wallTimeMillis() : 0;
            }
        }
        reported = new RetainedLog(segments.size(), bytes, first, millis);
        figures.accept(reported);
    }

    /** The snapshots of this log, the oldest first. */
    private List<RetentionPlan.Snapshot> ownSnapshots() throws IOException {
        List<RetentionPlan.Snapshot> snapshots = new ArrayList<>();
        for (SnapshotFile file : folder.snapshots().reversed()) {
            try {
                SnapshotFacts facts = SnapshotFacts.of(file);
                if (dataId.equals(facts.origin().dataId())) {
                    snapshots.add(
                            new RetentionPlan.Snapshot(
                                    file.number(),
                                    facts.origin().position(),
                                    facts.createdMillis(),
                                    facts.bytes()));
                }
            } catch (NoSuchFileException e) {
                // It went since the folder was listed.
            }
        }
        return snapshots;
    }

    private void dropAll(int needed, List<RetentionPlan.Snapshot> snapshots) throws IOException {
        if (archive.dropBefore(Long.MAX_VALUE) > 0 || snapshots.size() > needed) {
            folder.keepNewest(needed, false);
        }
    }

    /** A full disk stops the packing again and again: it is said once. An interruption at the end is none. */
    private void complain(Exception e) {
        String what = e.getMessage() == null ? e.toString() : e.getMessage();
        if (!closed && !what.equals(complaint)) {
            complaint = what;
            serverLog.accept("What is retained of the log cannot be kept in order: " + what);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
