// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;

/**
 * The mark that a log was closed in order. While it stands, everything before {@code position} is durable and the
 * files are as the close left them; it goes before the first new byte is written.
 *
 * @param metadataChecksum of what Chronicle keeps in the newest segment, which it believes when it appends
 */
public record CleanStop(UUID id, int segment, long position, long metadataChecksum) {
    private static final String KIND = "cairn-log-clean-stop";

    /** In place of a checksum that is not there: no metadata have it. */
    private static final long UNKNOWN = -1;

    /** The folder's mark, or null. */
    static CleanStop of(LogFolder folder) throws IOException, LogException {
        if (!Files.exists(folder.cleanStop())) {
            return null;
        }
        NoteFile note = NoteFile.read(folder.cleanStop(), KIND);
        return new CleanStop(
                note.uuid("id"),
                (int) note.number("segment"),
                note.number("position"),
                note.has("metadata") ? note.number("metadata") : UNKNOWN);
    }

    public void write(LogFolder folder, LogDisk disk) throws IOException {
        NoteFile.write(
                folder.cleanStop(),
                KIND,
                Map.of(
                        "id", id.toString(),
                        "segment", "" + segment,
                        "position", "" + position,
                        "metadata", "" + metadataChecksum),
                disk);
    }

    static void remove(LogFolder folder, LogDisk disk) throws IOException {
        if (Files.deleteIfExists(folder.cleanStop())) {
            disk.forceFolder(folder.path());
        }
    }
}
