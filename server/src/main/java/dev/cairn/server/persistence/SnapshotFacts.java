// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.rdb.RdbAux;
import dev.cairn.rdb.RdbReader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What is known of a snapshot without reading it whole.
 *
 * @param createdMillis when it was begun: the moment whose state it has
 */
public record SnapshotFacts(
        SnapshotFile file, SnapshotOrigin origin, long createdMillis, long bytes) {
    /** What the head of a snapshot says. */
    public static SnapshotFacts of(SnapshotFile file) throws IOException {
        try (InputStream in = Files.newInputStream(file.path())) {
            Map<String, String> aux = RdbReader.peek(in, file.path().toString());
            String created = aux.getOrDefault(RdbAux.CREATED_SECONDS, "");
            long millis =
                    created.matches("\\d{1,12}")
                            ? TimeUnit.SECONDS.toMillis(Long.parseLong(created))
                            : Files.getLastModifiedTime(file.path()).toMillis();
            return new SnapshotFacts(
                    file, SnapshotOrigin.of(aux, file.path()), millis, Files.size(file.path()));
        }
    }
}
