// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A small text file of ours, written whole and replaced in one step:
 *
 * <pre>
 *   cairn-log-identity 1
 *   epoch 1
 *   id 6f1c0b34-...
 *   crc32c 0a1b2c3d
 * </pre>
 */
final class NoteFile {
    private static final int MAX_BYTES = 4096;
    private static final String VERSION = "1";
    private static final String CHECKSUM = "crc32c ";

    private final Path file;
    private final Map<String, String> values;

    private NoteFile(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    static void write(Path file, String kind, Map<String, String> values, LogDisk disk)
            throws IOException {
        StringBuilder text = new StringBuilder(kind).append(' ').append(VERSION).append('\n');
        new TreeMap<>(values)
                .forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
        String checksum = checksum(text.toString());
        text.append(CHECKSUM).append(checksum).append('\n');
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, text, StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            disk.force(draft, channel);
        }
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        disk.forceFolder(file.getParent());
    }

    static NoteFile read(Path file, String kind) throws IOException, LogException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES);
        }
        String text = new String(bytes, StandardCharsets.US_ASCII);
        int checked = text.lastIndexOf(CHECKSUM);
        if (checked < 0
                || !text.substring(checked)
                        .equals(CHECKSUM + checksum(text.substring(0, checked)) + '\n')) {
            throw new LogException(
                    file + " is damaged: its checksum does not fit. Restore it from a backup.");
        }
        String[] lines = text.substring(0, checked).split("\n", -1);
        if (!lines[0].equals(kind + ' ' + VERSION)) {
            throw new LogException(
                    file
                            + " begins with '"
                            + lines[0]
                            + "'; expected '"
                            + kind
                            + ' '
                            + VERSION
                            + "'");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < lines.length - 1; i++) {
            int space = lines[i].indexOf(' ');
            values.put(lines[i].substring(0, Math.max(space, 0)), lines[i].substring(space + 1));
        }
        return new NoteFile(file, values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    long number(String name) throws LogException {
        try {
            return Long.parseLong(values.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw wrong(name, "a number", e);
        }
    }

    UUID uuid(String name) throws LogException {
        try {
            return UUID.fromString(values.getOrDefault(name, ""));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "a UUID", e);
        }
    }

    private LogException wrong(String name, String expected, Exception cause) {
        return new LogException(
                file + ": '" + name + "' is '" + values.get(name) + "'; expected " + expected,
                cause);
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return String.format("%08x", crc.getValue());
    }
}
