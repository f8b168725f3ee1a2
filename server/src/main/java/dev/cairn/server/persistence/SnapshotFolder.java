// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The snapshots of a data folder:
 *
 * <pre>
 *   snapshot-00000041.rdb        kept to fall back on, with the log since it
 *   snapshot-00000042.rdb        the newest
 *   dump.rdb                     the newest under the name that everybody knows
 *   temp-snapshot-00000043.rdb   being written
 *   quarantine/                  what could not be read, for the operator alone
 * </pre>
 *
 * <p>{@code dump.rdb} is a hard link, a file like any other to what copies or archives the folder; where the file system
 * knows no hard links it is a symbolic one. Each step that others may rely on is synced to the disk, file and folder.
 */
public final class SnapshotFolder {
    private static final String TEMPORARY = "temp-";
    private static final String LINK_TEMPORARY = TEMPORARY + "link.rdb";

    private final Path path;

    public SnapshotFolder(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** All snapshots, the newest first. */
    public List<SnapshotFile> snapshots() throws IOException {
        List<SnapshotFile> snapshots = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            files.forEach(
                    file -> {
                        SnapshotFile snapshot = SnapshotFile.of(file);
                        if (snapshot != null) {
                            snapshots.add(snapshot);
                        }
                    });
        }
        snapshots.sort(Comparator.comparingLong(SnapshotFile::number).reversed());
        return snapshots;
    }

    /** Removes what a process that died has left half written; returns how many files that were. */
    public int removeTemporaries() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(path)) {
            left =
                    files.filter(
                                    file -> {
                                        String name = file.getFileName().toString();
                                        return name.startsWith(TEMPORARY) && name.endsWith(".rdb");
                                    })
                            .toList();
        }
        for (Path file : left) {
            Files.delete(file);
        }
        return left.size();
    }

    /** The number for the next snapshot, taken ones that were set aside not counted. */
    long nextNumber() throws IOException {
        List<SnapshotFile> snapshots = snapshots();
        return snapshots.isEmpty() ? 1 : snapshots.getFirst().number() + 1;
    }

    /** Where a snapshot is written before it has its name. */
    Path temporary(long number) {
        return path.resolve(TEMPORARY + SnapshotFile.nameOf(number));
    }

    /**
     * Gives a finished and synced temporary file its name, and that of the newest.
     *
     * @param linkName the name under which the newest is found: {@code dbfilename}
     */
    SnapshotFile publish(Path temporary, long number, String linkName) throws IOException {
        Path place = path.resolve(SnapshotFile.nameOf(number));
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        sync();
        link(place, linkName);
        return new SnapshotFile(number, place);
    }

    private void link(Path snapshot, String linkName) throws IOException {
        Path link = path.resolve(LINK_TEMPORARY);
        Files.deleteIfExists(link);
        try {
            Files.createLink(link, snapshot);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.createSymbolicLink(link, snapshot.getFileName());
        }
        Files.move(
                link,
                path.resolve(linkName),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        sync();
    }

    /** The newest snapshots, the newest first; the others are deleted, unless they are to be retained. */
    List<SnapshotFile> keepNewest(int count, boolean retainOthers) throws IOException {
        List<SnapshotFile> snapshots = snapshots();
        int kept = Math.min(count, snapshots.size());
        if (!retainOthers) {
            for (SnapshotFile old : snapshots.subList(kept, snapshots.size())) {
                Files.deleteIfExists(old.path());
            }
        }
        return snapshots.subList(0, kept);
    }

    /** Moves a file that cannot be read out of the way, and returns its new place. */
    public Path setAside(Path file) throws IOException {
        Path quarantine = path.resolve("quarantine");
        Files.createDirectories(quarantine);
        Path place = quarantine.resolve(file.getFileName());
        for (int i = 1; Files.exists(place); i++) {
            place = quarantine.resolve(file.getFileName() + "." + i);
        }
        Files.move(file, place);
        sync();
        return place;
    }

    private void sync() throws IOException {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
