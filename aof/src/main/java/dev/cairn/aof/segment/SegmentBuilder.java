// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.batch.BatchEncoder;
import dev.cairn.aof.batch.OpeningLayout;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * Makes segment files in {@code building/}, whole and durable, before they take their place among the others. So a
 * segment that is in place always has a valid beginning, and one that is built anew from its valid part replaces the
 * damaged one in a single step.
 */
public final class SegmentBuilder {
    private final LogFolder folder;
    private final Identity identity;
    private final LogDisk disk;
    private final long segmentBytes;
    private final int reserveStepBytes;
    private final SecureRandom random = new SecureRandom();

    public SegmentBuilder(
            LogFolder folder,
            Identity identity,
            LogDisk disk,
            long segmentBytes,
            int reserveStepBytes) {
        this.folder = folder;
        this.identity = identity;
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.reserveStepBytes = reserveStepBytes;
    }

    /** What is to stand behind a new segment's opening. */
    public interface Content {
        void appendTo(SegmentAppender appender) throws IOException;
    }

    /**
     * A segment that is finished, durable and not yet in place.
     *
     * @param end where its data ends in the file
     * @param reservedUntil how far the file has blocks of the disk
     */
    public record BuiltSegment(int number, Path file, long mark, long end, long reservedUntil) {}

    /** Builds a segment with a mark of its own. */
    public BuiltSegment build(int number, Content content) throws IOException {
        return build(number, random.nextLong(), content);
    }

    /** One build at a time, on whatever thread. What a failed one leaves behind goes at once: space is short. */
    synchronized BuiltSegment build(int number, long mark, Content content) throws IOException {
        Files.createDirectories(folder.building());
        folder.emptyBuilding();
        boolean built = false;
        try {
            BuiltSegment segment = buildInEmpty(number, mark, content);
            built = true;
            return segment;
        } finally {
            if (!built) {
                folder.emptyBuilding();
            }
        }
    }

    private BuiltSegment buildInEmpty(int number, long mark, Content content) throws IOException {
        Path file = folder.building().resolve(SegmentName.of(number));
        SegmentAppender appender;
        // The queue is opened first: it would wait for the header of a file that is there already.
        try (CycleQueue queue = new CycleQueue(folder.building(), number, segmentBytes, disk)) {
            Files.createFile(file);
            appender = appenderOf(file, queue, mark);
            appender.appendOpening(OpeningLayout.payload(identity.id(), identity.epoch(), number));
            content.appendTo(appender);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            disk.force(file, channel);
        }
        return new BuiltSegment(number, file, mark, appender.end(), appender.reservedUntil());
    }

    private SegmentAppender appenderOf(Path file, CycleQueue queue, long mark) {
        return new SegmentAppender(
                file, queue, disk, new BatchEncoder(0), reserveStepBytes, mark, 0, 0);
    }

    /** Moves a built segment to its place, where no other may be. The folder is not forced yet. */
    public Path install(BuiltSegment built) throws IOException {
        Path target = folder.segment(built.number());
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "a segment is never replaced");
        }
        return replace(built);
    }

    /** Moves a built segment to its place, over one whose valid part it repeats. The folder is not forced yet. */
    synchronized Path replace(BuiltSegment built) throws IOException {
        Path target = folder.segment(built.number());
        Files.move(
                built.file(),
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return target;
    }
}
