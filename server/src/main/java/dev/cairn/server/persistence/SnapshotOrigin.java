// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.rdb.RdbAux;
import dev.cairn.rdb.RdbReader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which state a snapshot holds: that of one position in one log.
 *
 * @param dataId the identity of the log, or null for a file of somebody else, or of a server without a log
 * @param position the position in it; 0 without a log
 * @param logLost whether the log had lost what it promised before the position, so that it may end earlier
 */
public record SnapshotOrigin(String dataId, long position, boolean logLost) {
    /** No log was ever there. */
    public static final SnapshotOrigin NO_LOG = new SnapshotOrigin(null, 0, false);

    /** What the head of a file says; nothing vouches for it until the whole file has been read. */
    public static SnapshotOrigin of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(RdbReader.peek(in, file.toString()), file);
        }
    }

    /** What the facts of a file say. */
    public static SnapshotOrigin of(Map<String, String> aux, Path file) throws IOException {
        String id = aux.get(RdbAux.DATA_ID);
        String position = aux.get(RdbAux.LOG_POSITION);
        if (id == null || position == null) {
            return NO_LOG;
        }
        if (!position.matches("\\d{1,18}")) {
            throw new IOException(
                    file
                            + " has "
                            + RdbAux.LOG_POSITION
                            + " \""
                            + position
                            + "\", expected a number");
        }
        return new SnapshotOrigin(
                id, Long.parseLong(position), "1".equals(aux.get(RdbAux.LOG_LOST)));
    }

    public boolean hasLog() {
        return dataId != null;
    }
}
