// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * A data folder that is being built beside its place, under its name and {@code .restoring}, and gets its place in one step
 * when it is whole. What an earlier run left half built goes.
 */
public final class NewFolder {
    private static final String DRAFT = ".restoring";
    private static final String SNAPSHOT = "snapshot-00000001.rdb";
    private static final String NEWEST = "dump.rdb";

    private final Path place;
    private final Path draft;

    private NewFolder(Path place, Path draft) {
        this.place = place;
        this.draft = draft;
    }

    /** Begins a folder at a place where there is none yet, or an empty one. */
    public static NewFolder begin(Path into) throws IOException, RestoreException {
        Path place = into.toAbsolutePath().normalize();
        if (place.getFileName() == null) {
            throw new RestoreException("'" + into + "' is no name for a new folder");
        }
        refuseContents(place);
        Path draft = place.resolveSibling(place.getFileName() + DRAFT);
        deleteTree(draft);
        Files.createDirectories(draft);
        return new NewFolder(place, draft);
    }

    private static void refuseContents(Path place) throws IOException, RestoreException {
        if (!Files.exists(place)) {
            return;
        }
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                if (files.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new RestoreException(
                "'"
                        + place
                        + "' is there and not empty; expected the name of a new folder. Nothing is"
                        + " ever restored over data.");
    }

    /** Where the folder is being built. */
    public Path draft() {
        return draft;
    }

    /** Copies a snapshot into the folder, as its first and newest one. */
    void take(Path snapshot) throws IOException {
        Path copy = draft.resolve(SNAPSHOT);
        Files.copy(snapshot, copy, StandardCopyOption.REPLACE_EXISTING);
        force(copy);
        try {
            Files.createLink(draft.resolve(NEWEST), copy);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.createSymbolicLink(draft.resolve(NEWEST), copy.getFileName());
        }
    }

    /** Gives the folder its place. */
    Path publish() throws IOException {
        force(draft);
        Files.deleteIfExists(place);
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        force(place.getParent());
        return place;
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Deletes a folder with all that is in it; nothing when there is none. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path at, IOException failure)
                            throws IOException {
                        Files.delete(at);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
