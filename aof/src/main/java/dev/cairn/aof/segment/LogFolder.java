// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What stands where in a log's folder:
 *
 * <pre>
 *   identity              whose log this is
 *   lock                  held by the process that has it open
 *   newest                the number of the newest segment that is durable
 *   clean-stop            where the log ended, while it is closed
 *   0000000001.cq4 ...    the segments, and metadata.cq4t, which Chronicle makes anew at each start
 *   archive/              segments that recovery needs no more, kept as long as is wished
 *   building/             a segment that is not finished; emptied at each start
 *   quarantine/           files that were set aside, for the operator alone
 * </pre>
 */
public final class LogFolder {
    private final Path path;

    public LogFolder(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    Path identity() {
        return path.resolve("identity");
    }

    Path lock() {
        return path.resolve("lock");
    }

    Path newest() {
        return path.resolve("newest");
    }

    Path cleanStop() {
        return path.resolve("clean-stop");
    }

    Path building() {
        return path.resolve("building");
    }

    Path quarantine() {
        return path.resolve("quarantine");
    }

    /** Where segments are kept that recovery does not need any more. */
    public Path archive() {
        return path.resolve("archive");
    }

    Path segment(int number) {
        return path.resolve(SegmentName.of(number));
    }

    Path sealedSegment(int number) {
        return path.resolve(
                SegmentName.of(number).replace(SegmentName.SUFFIX, SegmentName.SEALED_SUFFIX));
    }

    /** All segment files in the order of their numbers. */
    List<Path> segmentFiles() throws IOException {
        return filesWhere(name -> SegmentName.numberOf(name) >= 0);
    }

    /** Files that Chronicle put aside by itself; there must be none, ever. */
    List<Path> discardedFiles() throws IOException {
        return filesWhere(name -> name.endsWith(SegmentName.DISCARD_SUFFIX));
    }

    private interface NameFilter {
        boolean accepts(String name);
    }

    private List<Path> filesWhere(NameFilter filter) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> filter.accepts(file.getFileName().toString()))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }

    /** The segments with what their openings and their first batches say. All are this log's. */
    public List<Segment> segments(UUID id) throws IOException, LogException {
        List<Path> strangers =
                filesWhere(
                        name ->
                                name.endsWith(SegmentName.SUFFIX)
                                        && SegmentName.numberOf(name) < 0);
        if (!strangers.isEmpty()) {
            throw new LogException(
                    strangers.getFirst()
                            + " is no name of a log segment, which is ten digits before "
                            + SegmentName.SUFFIX
                            + ". If it was copied or renamed, rename it back or move it away.");
        }
        List<Segment> segments = new ArrayList<>();
        for (Path file : segmentFiles()) {
            int number = SegmentName.numberOf(file.getFileName().toString());
            try (SegmentReader reader = SegmentReader.open(file)) {
                if (!reader.id().equals(id) || reader.number() != number) {
                    throw new LogException(
                            "Log segment "
                                    + file
                                    + " is segment "
                                    + reader.number()
                                    + " of log "
                                    + reader.id()
                                    + "; this folder holds log "
                                    + id
                                    + ". Move the file to where it belongs.");
                }
                segments.add(
                        new Segment(
                                number,
                                file,
                                reader.next() ? reader.position() : -1,
                                reader.mark()));
            }
        }
        return segments;
    }

    /**
     * The retained segments in order, each once: the packed one where a process died between packing it and removing
     * what it was made of.
     */
    public List<RetainedSegment> retained() throws IOException {
        TreeMap<Integer, RetainedSegment> byNumber = new TreeMap<>();
        if (!Files.isDirectory(archive())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archive())) {
            files.map(RetainedSegment::of)
                    .filter(Objects::nonNull)
                    .forEach(
                            segment ->
                                    byNumber.merge(
                                            segment.number(),
                                            segment,
                                            (one, other) -> one.isPacked() ? one : other));
        }
        return List.copyOf(byNumber.values());
    }

    /** Moves a segment that recovery does not need to archive/; one that holds nothing goes. */
    void retire(Segment segment, long end, LogDisk disk) throws IOException {
        if (segment.firstPosition() < 0 || segment.firstPosition() >= end) {
            Files.deleteIfExists(segment.file());
            return;
        }
        Files.createDirectories(archive());
        Files.move(
                segment.file(),
                archive()
                        .resolve(
                                RetainedSegment.nameOf(
                                        segment.number(), segment.firstPosition(), end)),
                StandardCopyOption.ATOMIC_MOVE);
        disk.forceFolder(archive());
    }

    /** Moves a file to quarantine/ under a name that is free there, and returns the new place. */
    Path setAside(Path file, LogDisk disk) throws IOException {
        Path target = freeInQuarantine(file);
        Files.move(file, target);
        disk.forceFolder(quarantine());
        disk.forceFolder(path);
        return target;
    }

    /** Gives a file a second name in quarantine/; it stays where it is, too. */
    Path keepInQuarantine(Path file, LogDisk disk) throws IOException {
        Path target = freeInQuarantine(file);
        try {
            Files.createLink(target, file);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            Files.copy(file, target);
        }
        disk.forceFolder(quarantine());
        return target;
    }

    private Path freeInQuarantine(Path file) throws IOException {
        Files.createDirectories(quarantine());
        for (int i = 1; ; i++) {
            Path target = quarantine().resolve(file.getFileName() + "." + i);
            if (!Files.exists(target)) {
                return target;
            }
        }
    }

    /** Removes what an unfinished build left behind. */
    void emptyBuilding() throws IOException {
        if (!Files.isDirectory(building())) {
            return;
        }
        try (Stream<Path> files = Files.list(building())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
