// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whose log this is. An empty folder never passes for the one that held data: a new log gets a new id.
 *
 * @param id born with the log, carried by every segment
 * @param epoch rises when the history of a log is made to branch
 */
public record Identity(UUID id, long epoch) {
    private static final String KIND = "cairn-log-identity";

    /** The folder's identity, or that of its segments where the file is missing; null in a folder that holds neither. */
    static Identity of(LogFolder folder, LogDisk disk) throws IOException, LogException {
        Path file = folder.identity();
        if (Files.exists(file)) {
            return read(file);
        }
        List<Path> segments = folder.segmentFiles();
        if (segments.isEmpty()) {
            return null;
        }
        Identity identity = ofSegment(segments.getLast());
        identity.write(folder, disk);
        return identity;
    }

    private static Identity ofSegment(Path file) throws IOException, LogException {
        try (SegmentReader reader = SegmentReader.open(file)) {
            return new Identity(reader.id(), reader.epoch());
        }
    }

    /** The same as {@link #of} finds, with nothing written. */
    static Identity readOnly(LogFolder folder) throws IOException, LogException {
        Identity found = find(folder);
        List<Path> segments = folder.segmentFiles();
        return found != null || segments.isEmpty() ? found : ofSegment(segments.getLast());
    }

    /** The identity of a log that is born now. It is written behind the first segment: with it alone, a log is damaged. */
    static Identity born() {
        return new Identity(UUID.randomUUID(), 1);
    }

    /** The folder's identity, or null when it has none; nothing is written. */
    public static Identity find(LogFolder folder) throws IOException, LogException {
        return Files.exists(folder.identity()) ? read(folder.identity()) : null;
    }

    /** Gives a folder this identity. */
    public void write(LogFolder folder, LogDisk disk) throws IOException {
        NoteFile.write(
                folder.identity(), KIND, Map.of("id", id.toString(), "epoch", "" + epoch), disk);
    }

    private static Identity read(Path file) throws IOException, LogException {
        NoteFile note = NoteFile.read(file, KIND);
        return new Identity(note.uuid("id"), note.number("epoch"));
    }
}
