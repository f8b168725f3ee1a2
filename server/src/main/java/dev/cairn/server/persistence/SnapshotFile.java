// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A snapshot in the data folder. Its name carries its number, which only grows: the highest is the newest.
 *
 * @param number rises by one with each snapshot of a folder
 */
public record SnapshotFile(long number, Path path) {
    private static final Pattern NAME = Pattern.compile("snapshot-(\\d{8,18})\\.rdb");

    /** The snapshot that this file is by its name, or null. */
    static SnapshotFile of(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches() ? new SnapshotFile(Long.parseLong(name.group(1)), path) : null;
    }

    static String nameOf(long number) {
        return String.format(Locale.ROOT, "snapshot-%08d.rdb", number);
    }
}
