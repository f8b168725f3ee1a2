// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

import dev.cairn.rdb.RdbReader;
import dev.cairn.rdb.RdbSummary;
import dev.cairn.rdb.codec.DroppedValues;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a snapshot from its first byte to its checksum, and keeps nothing of it. */
public final class SnapshotCheck {
    private static final int MOST_DATABASES = 1 << 20;

    private SnapshotCheck() {}

    /** What the file holds; a {@link dev.cairn.rdb.format.RdbException} where it is broken. */
    public static RdbSummary read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    /** The same for a stream, which is called this in complaints; it is not closed. */
    public static RdbSummary read(InputStream in, String name) throws IOException {
        return RdbReader.read(
                new BufferedInputStream(in, 1 << 18), name, MOST_DATABASES, new DroppedValues());
    }
}
