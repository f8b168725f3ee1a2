// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens a log's folder, and after an unclean stop makes it whole again: what was durable is there, what was torn is
 * set aside, and the newest segment is built anew from its valid part.
 *
 * <p>A fault behind the last position that any record states as durable is the torn end of a crash. A fault before
 * it is damage: nothing is touched, and the operator decides.
 */
public final class LogRecovery {
    private final LogFolder folder;
    private final LogDisk disk;
    private final long giveUpFrom;
    private final List<String> notices = new ArrayList<>();

    private List<Segment> segments;
    private SegmentScan last;

    private LogRecovery(LogFolder folder, LogDisk disk, long giveUpFrom) {
        this.folder = folder;
        this.disk = disk;
        this.giveUpFrom = giveUpFrom;
    }

    /**
     * A log that is whole.
     *
     * @param segments in order; the last one is to be continued; empty when the log is new
     * @param end the position behind the last batch; all before it is durable
     * @param endOffset where the last segment's data ends in its file
     */
    public record Recovered(
            Identity identity,
            List<Segment> segments,
            long end,
            long endOffset,
            boolean clean,
            List<String> notices) {}

    /** Takes the folder's lock, and makes the folder first when there is none. */
    public static FolderLock lock(LogFolder folder, LogDisk disk) throws IOException, LogException {
        if (!Files.isDirectory(folder.path())) {
            Files.createDirectories(folder.path());
            disk.forceFolder(folder.path().getParent());
        }
        return FolderLock.take(folder);
    }

    /**
     * Reads and mends the folder, which the caller has locked.
     *
     * @param giveUpFrom what stands from this position on may be lost, be it damaged or not
     * @param bornAs whose log one is that is born now; null for one of its own
     */
    public static Recovered recover(
            LogFolder folder,
            LogDisk disk,
            long segmentBytes,
            int reserveStepBytes,
            long giveUpFrom,
            Identity bornAs)
            throws IOException, LogException {
        Identity found = Identity.of(folder, disk);
        Identity born = bornAs == null ? Identity.born() : bornAs;
        Identity identity = found == null ? born : found;
        folder.emptyBuilding();
        LogRecovery recovery = new LogRecovery(folder, disk, giveUpFrom);
        recovery.segments = new ArrayList<>(folder.segments(identity.id()));
        CleanStop stop = CleanStop.of(folder);
        if (recovery.segments.isEmpty()) {
            recovery.refuseWithoutSegments(found, stop);
            return new Recovered(identity, List.of(), 0, 0, true, List.of());
        }
        long durable = NewestSegment.check(folder, recovery.segments, giveUpFrom);
        boolean clean =
                stop != null && giveUpFrom == Long.MAX_VALUE && recovery.isAsClosed(identity, stop);
        if (!clean) {
            SegmentBuilder builder =
                    new SegmentBuilder(folder, identity, disk, segmentBytes, reserveStepBytes);
            recovery.mend(builder, stop == null ? durable : stop.position());
        }
        return new Recovered(
                identity,
                List.copyOf(recovery.segments),
                recovery.last.validEnd(),
                recovery.last.validEndOffset(),
                clean,
                List.copyOf(recovery.notices));
    }

    /** A log that has lost everything is not one that is born now. */
    private void refuseWithoutSegments(Identity found, CleanStop stop) throws LogException {
        if (stop != null) {
            throw missing(stop);
        }
        if (found != null) {
            throw new LogException(
                    "The log in "
                            + folder.path()
                            + " has lost all its segments: only the identity of log "
                            + found.id()
                            + " is left. Restore them from a backup; or, to begin a new log"
                            + " without what stood there, move the folder away.");
        }
    }

    /** Decides what {@link #recover} would do with a folder that is not locked and not changed. */
    static LogExamination examine(LogFolder folder) throws IOException, LogException {
        Identity identity = Identity.readOnly(folder);
        LogRecovery recovery = new LogRecovery(folder, LogDisk.SYSTEM, Long.MAX_VALUE);
        recovery.segments = new ArrayList<>();
        if (identity != null) {
            recovery.segments.addAll(folder.segments(identity.id()));
        }
        CleanStop stop = CleanStop.of(folder);
        if (recovery.segments.isEmpty()) {
            recovery.refuseWithoutSegments(identity, stop);
            return new LogExamination(null, 0, 0, List.of(), List.of());
        }
        long durable = NewestSegment.check(folder, recovery.segments, Long.MAX_VALUE);
        long end;
        if (stop != null) {
            recovery.isAsClosed(identity, stop);
            end = recovery.last.validEnd();
        } else {
            end = recovery.examineTorn(durable);
        }
        return new LogExamination(
                identity.id(),
                Math.max(recovery.segments.getFirst().firstPosition(), 0),
                end,
                List.copyOf(recovery.segments),
                List.copyOf(recovery.notices));
    }

    private long examineTorn(long stopPosition) throws IOException, LogException {
        Cut cut = decide(stopPosition);
        SegmentScan scan = cut.scan;
        while (segments.size() - 1 > cut.index) {
            notices.add(
                    "Log segment "
                            + segments.removeLast().file()
                            + " stands behind the end of the log at "
                            + cut.reached
                            + "; it was not yet durable, and a start sets it aside");
        }
        if (scan.fault() != null) {
            notices.add(
                    "Log segment "
                            + scan.segment().file()
                            + " is not whole from byte "
                            + scan.validEndOffset()
                            + ", position "
                            + cut.reached
                            + ", on: "
                            + scan.fault()
                            + ". That was not yet durable, and a start sets it aside");
        }
        return cut.reached;
    }

    /**
     * After a clean stop the newest segment is as the close left it, or damaged. Where its documents are whole and only
     * Chronicle's metadata are not, they are made anew: it would append, and count its index, where they say.
     */
    private boolean isAsClosed(Identity identity, CleanStop stop) throws IOException, LogException {
        Segment newest = segments.getLast();
        if (newest.number() != stop.segment() || !identity.id().equals(stop.id())) {
            throw missing(stop);
        }
        last = SegmentScan.of(newest, false);
        if (last.fault() != null || last.validEnd() != stop.position()) {
            throw damaged(last, stop.position());
        }
        boolean same = last.metadataChecksum() == stop.metadataChecksum();
        if (!same) {
            notices.add(
                    "What Chronicle Queue keeps in log segment "
                            + newest.file()
                            + " is not as the close left it, though its records are whole: a start"
                            + " writes the segment again");
        }
        return same;
    }

    private LogException missing(CleanStop stop) {
        return new LogException(
                "The log in "
                        + folder.path()
                        + " was closed at position "
                        + stop.position()
                        + " in segment "
                        + SegmentName.of(stop.segment())
                        + ", and its newest segment now is "
                        + (segments.isEmpty() ? "missing" : segments.getLast().file().getFileName())
                        + ". Restore the missing files from a backup.");
    }

    /**
     * Where an unclean stop has torn the log.
     *
     * @param index of the last segment that remains, as far as it is whole
     * @param reached the position behind what remains
     * @param lowest index of the oldest segment that may not be durable
     * @param scan what stands in the last one
     */
    private record Cut(int index, long reached, int lowest, SegmentScan scan) {}

    private void mend(SegmentBuilder builder, long stopPosition) throws IOException, LogException {
        Cut cut = decide(stopPosition);
        for (int i = cut.lowest; i < cut.index; i++) {
            force(segments.get(i).file());
        }
        dropBehind(cut.index, cut.reached);
        rebuild(builder, cut.scan, cut.reached);
    }

    private Cut decide(long stopPosition) throws IOException, LogException {
        SegmentScan[] scans = new SegmentScan[segments.size()];
        long durable = stopPosition;
        int lowest = segments.size();
        do {
            lowest--;
            scans[lowest] = SegmentScan.of(segments.get(lowest), true);
            durable = Math.min(Math.max(durable, scans[lowest].durablePosition()), giveUpFrom);
        } while (lowest > 0 && !covers(durable, segments.get(lowest)));
        if (scans[lowest].validEnd() < 0) {
            throw damaged(scans[lowest], durable);
        }

        int cut = lowest;
        long reached = scans[cut].validEnd();
        while (cut < segments.size() - 1 && intact(scans[cut], reached, boundOf(segments, cut))) {
            reached = Math.min(Math.max(reached, scans[cut].validEnd()), boundOf(segments, cut));
            cut++;
        }
        reached = Math.max(reached, scans[cut].validEnd());
        if (reached < durable) {
            throw damaged(scans[cut], durable);
        }
        return new Cut(cut, reached, lowest, scans[cut]);
    }

    private static boolean covers(long durable, Segment segment) {
        return segment.firstPosition() >= 0 && durable >= segment.firstPosition();
    }

    /** Whether a segment holds all that it should, given how far those before it reach. */
    private static boolean intact(SegmentScan scan, long reached, long bound) {
        return bound == Long.MAX_VALUE
                ? scan.fault() == null
                : Math.max(reached, scan.validEnd()) >= bound;
    }

    /** Where a later segment takes over; what stands beyond in this one is superseded. */
    static long boundOf(List<Segment> segments, int index) {
        long bound = Long.MAX_VALUE;
        for (Segment later : segments.subList(index + 1, segments.size())) {
            if (later.firstPosition() >= 0) {
                bound = Math.min(bound, later.firstPosition());
            }
        }
        return bound;
    }

    /** Sets aside all segments behind the one that is cut, the newest first. */
    private void dropBehind(int cut, long reached) throws IOException {
        while (segments.size() - 1 > cut) {
            Segment newest = segments.removeLast();
            Path aside = folder.setAside(newest.file(), disk);
            notices.add(
                    "Log segment "
                            + newest.file()
                            + " begins at position "
                            + newest.firstPosition()
                            + ", behind the end of the log at "
                            + reached
                            + "; it was not yet durable, and is set aside as "
                            + aside);
        }
    }

    private void rebuild(SegmentBuilder builder, SegmentScan scan, long end)
            throws IOException, LogException {
        Segment damaged = segments.removeLast();
        Path place = folder.segment(damaged.number());
        long[] first = {damaged.firstPosition()};
        SegmentBuilder.BuiltSegment built;
        try (SegmentReader reader = SegmentReader.open(damaged.file())) {
            built =
                    builder.build(
                            damaged.number(),
                            damaged.mark(),
                            appender -> copy(reader, scan, end, appender, first));
        }
        if (scan.fault() != null) {
            Path aside = folder.keepInQuarantine(damaged.file(), disk);
            notices.add(
                    "Log segment "
                            + damaged.file()
                            + " was not whole from byte "
                            + scan.validEndOffset()
                            + ", position "
                            + end
                            + ", on: "
                            + scan.fault()
                            + ". That was not yet durable; the file is kept as "
                            + aside);
        }
        builder.replace(built);
        if (!place.equals(damaged.file())) {
            Files.delete(damaged.file());
        }
        disk.forceFolder(folder.path());
        segments.add(new Segment(damaged.number(), place, first[0], damaged.mark()));
        last = new SegmentScan(segments.getLast(), end, built.end(), end, null, 0);
    }

    private static void copy(
            SegmentReader reader,
            SegmentScan scan,
            long end,
            SegmentAppender appender,
            long[] firstPosition)
            throws IOException {
        if (scan.validEnd() < 0) {
            appender.append(new byte[0], 0, 0, end, 0, 0, end);
            firstPosition[0] = end;
            return;
        }
        while (reader.next() && reader.offset() < scan.validEndOffset()) {
            reader.copyTo(appender);
        }
    }

    private void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            disk.force(file, channel);
        }
    }

    private LogException damaged(SegmentScan scan, long durable) {
        return new LogException(
                "Log segment "
                        + scan.segment().file()
                        + " is damaged at byte "
                        + scan.validEndOffset()
                        + ", position "
                        + scan.validEnd()
                        + ": "
                        + (scan.fault() == null ? "its records end there" : scan.fault())
                        + ". Everything before position "
                        + durable
                        + " was durable, so this is no unfinished write. Restore the file from a"
                        + " backup, or, to lose everything from position "
                        + scan.validEnd()
                        + " on, give that position up when opening the log.");
    }
}
