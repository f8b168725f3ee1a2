// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.retention;

import dev.cairn.aof.segment.LogDisk;
import dev.cairn.aof.segment.LogFolder;
import dev.cairn.aof.segment.RetainedSegment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The retained segments of a log's folder. Packing writes the frame beside the segment under a temporary name, syncs it,
 * reads it back, renames it, and only then removes the segment: whenever a process dies, one of both is there, whole.
 *
 * <p>One thread at a time.
 */
public final class LogArchive {
    private static final String UNFINISHED = ".new";

    private final LogFolder folder;
    private final LogDisk disk;

    public LogArchive(Path logFolder) {
        this.folder = new LogFolder(logFolder);
        this.disk = LogDisk.SYSTEM;
    }

    /** The retained segments in order. */
    public List<RetainedSegment> segments() throws IOException {
        return folder.retained();
    }

    /** Removes what a process that died left behind: unfinished frames, and segments that are packed. */
    public void tidy() throws IOException {
        if (!Files.isDirectory(folder.archive())) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder.archive())) {
            files = listed.toList();
        }
        for (Path file : files) {
            if (file.getFileName().toString().endsWith(UNFINISHED) || isPackedBeside(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isPackedBeside(Path file) {
        RetainedSegment segment = RetainedSegment.of(file);
        return segment != null && !segment.isPacked() && Files.exists(packedPath(segment));
    }

    private static Path packedPath(RetainedSegment segment) {
        return segment.file()
                .resolveSibling(
                        RetainedSegment.packedNameOf(
                                segment.number(), segment.firstPosition(), segment.end()));
    }

    /** Packs the oldest segment that is not packed yet; false when there is none. */
    public boolean packOne() throws IOException {
        for (RetainedSegment segment : segments()) {
            if (!segment.isPacked()) {
                pack(segment);
                return true;
            }
        }
        return false;
    }

    private void pack(RetainedSegment segment) throws IOException {
        Path place = packedPath(segment);
        Path draft = place.resolveSibling(place.getFileName() + UNFINISHED);
        SegmentFrame.pack(segment.file(), draft, disk);
        Files.setLastModifiedTime(draft, Files.getLastModifiedTime(segment.file()));
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        disk.forceFolder(folder.archive());
        Files.deleteIfExists(segment.file());
    }

    /** Drops the segments that end at or before this position, the oldest first. Returns how many went. */
    public int dropBefore(long position) throws IOException {
        int dropped = 0;
        for (RetainedSegment segment : segments()) {
            if (segment.end() > position) {
                break;
            }
            Files.deleteIfExists(segment.file());
            dropped++;
        }
        if (dropped > 0) {
            disk.forceFolder(folder.archive());
        }
        return dropped;
    }

    /** Bytes that a segment takes on the disk; 0 when it has gone meanwhile. */
    public static long bytesOf(RetainedSegment segment) throws IOException {
        try {
            return Files.size(segment.file());
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
