// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.power;

import dev.cairn.recovery.damage.SparseFile;
import dev.cairn.recovery.fault.PreloadedLibrary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A disk that remembers what it has promised: beside a data folder it keeps what each file held and which names each folder
 * had when a sync of it last returned. A preloaded library notes that; its source says how.
 */
final class SyncedDisk {
    private final Path library;
    private final Path data;
    private final Path images;

    private SyncedDisk(Path library, Path data, Path images) {
        this.library = library;
        this.data = data;
        this.images = images;
    }

    /** Stands beside a data folder from now on; what is in it by now has been there for long. */
    static SyncedDisk beside(Path data, Path images, Path library) throws IOException {
        Files.createDirectories(data);
        Files.createDirectories(images);
        SyncedDisk disk = new SyncedDisk(library, data, images);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                disk.adopt(file);
            }
        }
        return disk;
    }

    /** The library, once for all disks of a test. */
    static Path library(Path folder) throws IOException, InterruptedException {
        return PreloadedLibrary.compile("synced_images", folder);
    }

    private void adopt(Path file) throws IOException {
        long inode = inode(file);
        if (Files.isDirectory(file)) {
            StringBuilder names = new StringBuilder();
            namesIn(file)
                    .forEach((name, of) -> names.append(of).append(' ').append(name).append('\n'));
            Files.writeString(namesOf(inode), names);
        } else {
            SparseFile.of(file).write(imageOf(inode));
            Files.createLink(pinOf(inode), file);
        }
    }

    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "SYNCED_DATA", data.toString(),
                "SYNCED_IMAGES", images.toString());
    }

    /** From now on syncs of the log are skipped, and said to be done. */
    void lie() throws IOException {
        Files.createFile(images.resolve("lie"));
    }

    Path data() {
        return data;
    }

    /** The names that a folder had at its last sync, with whose they were; null when it has never been synced. */
    Map<String, Long> syncedNames(long inode) throws IOException {
        if (!Files.exists(namesOf(inode))) {
            return null;
        }
        Map<String, Long> names = new TreeMap<>();
        for (String line : Files.readAllLines(namesOf(inode))) {
            int blank = line.indexOf(' ');
            names.put(line.substring(blank + 1), Long.valueOf(line.substring(0, blank)));
        }
        return names;
    }

    /** A file's bytes at its last sync. */
    SparseFile syncedBytes(long inode) throws IOException {
        return bytes(imageOf(inode));
    }

    /** A file's bytes as they are, be it deleted meanwhile. */
    SparseFile latestBytes(long inode) throws IOException {
        return bytes(pinOf(inode));
    }

    private static SparseFile bytes(Path file) throws IOException {
        return Files.exists(file) ? SparseFile.of(file) : null;
    }

    static Map<String, Long> namesIn(Path folder) throws IOException {
        Map<String, Long> names = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                names.put(file.getFileName().toString(), inode(file));
            }
        }
        return names;
    }

    static long inode(Path file) throws IOException {
        return (Long) Files.getAttribute(file, "unix:ino");
    }

    private Path imageOf(long inode) {
        return images.resolve(Long.toString(inode));
    }

    private Path pinOf(long inode) {
        return images.resolve(inode + ".pin");
    }

    private Path namesOf(long inode) {
        return images.resolve(inode + ".names");
    }
}
