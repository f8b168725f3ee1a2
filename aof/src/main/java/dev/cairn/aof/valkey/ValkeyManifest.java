// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.valkey;

import dev.cairn.aof.FileFault;
import dev.cairn.aof.LogException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The manifest of a multi-part append-only file, which names its parts, one to a line:
 *
 * <pre>
 *   file appendonly.aof.3.base.rdb seq 3 type b
 *   file appendonly.aof.7.incr.aof seq 7 type i
 * </pre>
 *
 * <p>The data are the base, if there is one, and then the increments in their order. History files are waiting to be
 * deleted and do not count.
 *
 * @param base the first part, or null
 * @param increments the parts behind it
 */
public record ValkeyManifest(Path base, List<Path> increments) {
    /** Where Valkey keeps the files, and what it calls them, unless it is told otherwise. */
    private static final String FOLDER = "appendonlydir";

    private static final String FILE = "appendonly.aof";
    private static final String SUFFIX = ".manifest";

    /** Valkey's own limit, newline included. */
    private static final int MAX_LINE_BYTES = 1024;

    private static final int MAX_FILE_BYTES = 16 << 20;
    private static final int RDB_MAGIC_BYTES = 6;
    private static final List<String> RDB_MAGICS = List.of("REDIS0", "VALKEY");

    /**
     * The append-only files of a Valkey's data folder: those that the manifest in {@code appendonlydir} names, or the
     * single file {@code appendonly.aof} that servers before 7.0 kept; null when there are none.
     */
    public static ValkeyManifest find(Path dataFolder) throws LogException {
        Path parts = dataFolder.resolve(FOLDER);
        if (Files.isDirectory(parts)) {
            return read(parts, FILE);
        }
        Path single = dataFolder.resolve(FILE);
        return Files.isRegularFile(single) ? new ValkeyManifest(single, List.of()) : null;
    }

    /** The base and the increments, in the order in which they count. */
    public List<Path> parts() {
        List<Path> parts = new ArrayList<>();
        if (base != null) {
            parts.add(base);
        }
        parts.addAll(increments);
        return parts;
    }

    /**
     * Reads the manifest of a folder.
     *
     * @param appendFileName the manifest's name without its suffix
     */
    public static ValkeyManifest read(Path folder, String appendFileName) throws LogException {
        Path file = folder.resolve(appendFileName + SUFFIX);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_FILE_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new LogException(
                    "There is no manifest "
                            + file
                            + "; expected the folder of a multi-part append-only file",
                    e);
        } catch (IOException e) {
            throw new LogException(
                    "The manifest " + file + " cannot be read: " + FileFault.reason(e), e);
        }
        if (bytes.length > MAX_FILE_BYTES) {
            throw new LogException("The manifest " + file + " is longer than any manifest");
        }
        return new Parser(folder, file).parse(bytes);
    }

    /** Whether a part is an RDB file, by its first bytes; else it holds commands. */
    public static boolean isRdb(Path part) throws IOException {
        try (InputStream in = Files.newInputStream(part)) {
            byte[] magic = in.readNBytes(RDB_MAGIC_BYTES);
            return RDB_MAGICS.contains(new String(magic, StandardCharsets.ISO_8859_1));
        }
    }

    /** Goes through the lines once. */
    private static final class Parser {
        private final Path folder;
        private final Path file;
        private final List<Path> increments = new ArrayList<>();
        private Path base;
        private long lastIncrement;
        private int lineNumber;

        Parser(Path folder, Path file) {
            this.folder = folder;
            this.file = file;
        }

        ValkeyManifest parse(byte[] bytes) throws LogException {
            if (bytes.length == 0) {
                throw new LogException("The manifest " + file + " is empty; expected its parts");
            }
            for (int from = 0; from < bytes.length; ) {
                lineNumber++;
                int end = from;
                while (end < bytes.length && bytes[end] != '\n') {
                    end++;
                }
                if (end - from >= MAX_LINE_BYTES) {
                    throw wrong("is longer than " + MAX_LINE_BYTES + " bytes");
                }
                if (end == bytes.length) {
                    throw wrong("does not end: the file is cut off");
                }
                if (bytes[from] != '#') {
                    part(QuotedWords.split(Arrays.copyOfRange(bytes, from, end)));
                }
                from = end + 1;
            }
            return new ValkeyManifest(base, List.copyOf(increments));
        }

        private void part(List<String> words) throws LogException {
            if (words == null || words.size() < 6 || words.size() % 2 != 0) {
                throw wrong("is not 'file NAME seq NUMBER type b|h|i'");
            }
            String name = null;
            String sequence = null;
            String type = null;
            for (int i = 0; i < words.size(); i += 2) {
                switch (words.get(i).toLowerCase(Locale.ROOT)) {
                    case "file" -> name = words.get(i + 1);
                    case "seq" -> sequence = words.get(i + 1);
                    case "type" -> type = words.get(i + 1);
                    default -> {} // A later version may say more.
                }
            }
            if (name == null || sequence == null || type == null) {
                throw wrong("lacks one of 'file', 'seq' and 'type'");
            }
            add(pathOf(name), numberOf(sequence), type);
        }

        private void add(Path part, long sequence, String type) throws LogException {
            switch (type.isEmpty() ? ' ' : type.charAt(0)) {
                case 'b' -> {
                    if (base != null) {
                        throw wrong("names a second base; there is one at most");
                    }
                    base = part;
                }
                case 'i' -> {
                    if (sequence <= lastIncrement) {
                        throw wrong("has seq " + sequence + " behind " + lastIncrement);
                    }
                    lastIncrement = sequence;
                    increments.add(part);
                }
                case 'h' -> {}
                default -> throw wrong("has type '" + type + "'; expected b, h or i");
            }
        }

        /** A bare file name: a manifest does not reach out of its folder. */
        private Path pathOf(String name) throws LogException {
            boolean bare =
                    !name.isEmpty()
                            && !name.equals(".")
                            && !name.equals("..")
                            && name.indexOf('/') < 0
                            && name.indexOf('\0') < 0;
            if (!bare) {
                throw wrong("names '" + name + "'; expected a file name, not a path");
            }
            return folder.resolve(name);
        }

        private long numberOf(String sequence) throws LogException {
            long number = 0;
            try {
                number = Long.parseLong(sequence);
            } catch (NumberFormatException e) {
                throw wrong("has seq '" + sequence + "'; expected a number");
            }
            if (number <= 0) {
                throw wrong("has seq " + number + "; expected 1 or more");
            }
            return number;
        }

        private LogException wrong(String what) {
            return new LogException("Line " + lineNumber + " of the manifest " + file + " " + what);
        }
    }
}
