// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import dev.cairn.aof.segment.LogDisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A disk that knows what it has promised. Of each file it keeps the pages as they were when they were last forced, of
 * each folder the names; at a power loss every page is either that or what was written since, as a seed decides.
 */
final class PowerLossDisk implements LogDisk {
    private static final int PAGE_BYTES = 4096;

    /** Segments are rolled at a mebibyte, and may grow eight times as long while the next one is on its way. */
    private static final int MAX_FILE_BYTES = 12 << 20;

    /** By file key: a renamed file keeps its pages. */
    private final Map<Object, byte[]> forcedPages = new HashMap<>();

    private final Map<Path, Map<String, Object>> forcedNames = new HashMap<>();

    /** What is in the folder by now has been there for long. */
    PowerLossDisk(Path folder) throws IOException {
        if (Files.exists(folder)) {
            forcedNames.put(folder, namesIn(folder));
            for (String name : namesIn(folder).keySet()) {
                Path file = folder.resolve(name);
                forcedPages.put(keyOf(file), contentOf(file));
            }
        }
    }

    @Override
    public void reserve(Path file, long offset, long length) throws IOException {
        SYSTEM.reserve(file, offset, length);
    }

    @Override
    public void fetch(Path file, long offset, long length) {
        SYSTEM.fetch(file, offset, length);
    }

    @Override
    public void writeBack(Path file, long offset, long length) {
        SYSTEM.writeBack(file, offset, length);
    }

    @Override
    public long usableBytes(Path file) {
        return SYSTEM.usableBytes(file);
    }

    @Override
    public synchronized void force(Path file, FileChannel channel) throws IOException {
        forcedPages.put(keyOf(file), contentOf(file));
    }

    @Override
    public synchronized void forceFolder(Path folder) throws IOException {
        forcedNames.put(folder, namesIn(folder));
    }

    /** Writes to {@code target} what is left of the folder when the power goes now. */
    synchronized void lose(Path folder, Path target, Random random) throws IOException {
        Files.createDirectories(target);
        Map<String, Object> names =
                random.nextBoolean() ? namesIn(folder) : forcedNames.getOrDefault(folder, Map.of());
        for (Map.Entry<String, Object> entry : names.entrySet()) {
            byte[] forced = forcedPages.getOrDefault(entry.getValue(), new byte[0]);
            Path now = folder.resolve(entry.getKey());
            boolean stillThere = Files.exists(now) && keyOf(now).equals(entry.getValue());
            byte[] current = stillThere ? contentOf(now) : forced;
            Files.write(target.resolve(entry.getKey()), mix(forced, current, random));
        }
    }

    /** Sometimes nothing new has reached the disk, sometimes all, sometimes any page by itself. */
    private static byte[] mix(byte[] forced, byte[] current, Random random) {
        byte[] mixed = Arrays.copyOf(forced, Math.max(forced.length, current.length));
        int chance = new int[] {0, 50, 90, 100}[random.nextInt(4)];
        for (int at = 0; at < current.length; at += PAGE_BYTES) {
            if (random.nextInt(100) < chance) {
                int count = Math.min(PAGE_BYTES, current.length - at);
                System.arraycopy(current, at, mixed, at, count);
            }
        }
        return mixed;
    }

    private static Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static Map<String, Object> namesIn(Path folder) throws IOException {
        Map<String, Object> names = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try {
                    names.put(file.getFileName().toString(), keyOf(file));
                } catch (NoSuchFileException ignored) {
                    // A file that goes while the power goes: it is not in this listing.
                }
            }
        }
        return names;
    }

    /** The pages up to the last one that is not zero: segment files are mostly holes. */
    private static byte[] contentOf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int size = (int) Math.min(channel.size(), MAX_FILE_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate(size);
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, bytes.position());
            }
            int length = bytes.position();
            while (length > 0 && bytes.get(length - 1) == 0) {
                length--;
            }
            boolean small = size < PAGE_BYTES;
            int pages = (length + PAGE_BYTES - 1) / PAGE_BYTES;
            return Arrays.copyOf(bytes.array(), small ? size : pages * PAGE_BYTES);
        }
    }
}
