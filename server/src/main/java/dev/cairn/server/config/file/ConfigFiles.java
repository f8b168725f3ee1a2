// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import dev.cairn.aof.FileFault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Configuration files by name or pattern. */
final class ConfigFiles {
    /** A longer file is no configuration: nobody writes so much, and it would fill memory before anything is said. */
    private static final int LONGEST_BYTES = 16 << 20;

    /** A file and what it says, one character for each byte. */
    record Found(Path path, String text) {}

    private ConfigFiles() {}

    /**
     * The files that a name or a pattern with {@code * ? [}, as a shell takes it, stands for. A pattern may stand for
     * none; a name that stands for none is an error.
     */
    static List<Found> named(String latinName, Path base) throws ConfigException {
        String name =
                new String(latinName.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        List<Found> found = new ArrayList<>();
        try {
            for (Path path : isPattern(name) ? matching(name, base) : List.of(base.resolve(name))) {
                found.add(new Found(path, read(path, name)));
            }
        } catch (InvalidPathException e) {
            throw cannotOpen(name, "No such file or directory");
        }
        return found;
    }

    private static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0;
    }

    static String read(Path path, String name) throws ConfigException {
        if (Files.isDirectory(path)) {
            throw cannotOpen(name, "Is a directory");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, name);
        } catch (IOException e) {
            throw cannotOpen(name, FileFault.reason(e));
        }
    }

    /** Everything that a stream holds, as far as that can be a configuration: devices and pipes do not tell their length. */
    static String read(InputStream in, String name) throws ConfigException {
        try {
            byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
            if (bytes.length > LONGEST_BYTES) {
                throw cannotOpen(name, "it is longer than " + LONGEST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw cannotOpen(name, FileFault.reason(e));
        }
    }

    private static ConfigException cannotOpen(String name, String reason) {
        return new ConfigException("Fatal error, can't open config file '" + name + "': " + reason);
    }

    /** Goes down folder by folder; at each step the part of the pattern may match several names. */
    private static List<Path> matching(String pattern, Path base) throws ConfigException {
        List<Path> reached = new ArrayList<>();
        reached.add(pattern.startsWith("/") ? Path.of("/") : base);
        for (String part : pattern.split("/+")) {
            if (part.isEmpty()) {
                continue;
            }
            List<Path> next = new ArrayList<>();
            for (Path folder : reached) {
                next.addAll(isPattern(part) ? children(folder, part) : child(folder, part));
            }
            reached = next;
        }
        return reached;
    }

    private static List<Path> child(Path folder, String name) {
        Path path = folder.resolve(name);
        return Files.exists(path) ? List.of(path) : List.of();
    }

    private static List<Path> children(Path folder, String part) throws ConfigException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Pattern wanted = Pattern.compile(regex(part));
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean isShown = !name.startsWith(".") || part.startsWith(".");
                if (isShown && wanted.matcher(name).matches()) {
                    children.add(entry);
                }
            }
        } catch (IOException e) {
            throw cannotOpen(folder.toString(), FileFault.reason(e));
        }
        children.sort(null);
        return children;
    }

    private static String regex(String part) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int end = c == '[' ? part.indexOf(']', i + 2) : -1;
            if (end > 0) {
                String set = part.substring(i + 1, end);
                boolean negated = set.startsWith("!") || set.startsWith("^");
                String letters = negated ? set.substring(1) : set;
                regex.append(negated ? "[^" : "[")
                        .append(letters.replaceAll("([\\\\\\[\\]&^])", "\\\\$1"))
                        .append(']');
                i = end;
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
