// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder, of a local disk or a mounted one. */
public final class FolderTarget implements BackupTarget {
    private static final String DRAFT = ".new";
    private static final String LOCK = "lock";
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path folder;

    public FolderTarget(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> names(String beginning) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith(beginning) && !name.equals(LOCK))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        Path place = folder.resolve(name);
        Path draft = place.resolveSibling(place.getFileName() + DRAFT);
        Files.createDirectories(place.getParent());
        try {
            write(draft, content);
            Files.move(
                    draft,
                    place,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // A disk that is full has its room back.
            drop(draft, e);
            throw e;
        }
        try (FileChannel names = FileChannel.open(place.getParent(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void drop(Path draft, IOException reason) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void write(Path draft, InputStream content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count; (count = content.read(buffer)) >= 0; ) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
    }

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public Closeable lock() throws IOException, BackupException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new BackupException(
                    "Another backup is being written to " + folder + "; wait for its end");
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
