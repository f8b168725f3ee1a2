// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The note that says up to which segment the log has come for certain. Without it a log whose newest segment is missing
 * would look like one that never came so far.
 */
final class NewestSegment {
    private static final String KIND = "cairn-log-newest";

    private NewestSegment() {}

    /** Notes that this segment and its name are durable. */
    static void note(LogFolder folder, int number, LogDisk disk) throws IOException {
        NoteFile.write(folder.newest(), KIND, Map.of("segment", "" + number), disk);
    }

    /**
     * Refuses a log that lacks the newest segment, unless its end is given up. Returns where that segment begins, up to
     * which all is durable; 0 when that is not known.
     */
    static long check(LogFolder folder, List<Segment> segments, long giveUpFrom)
            throws IOException, LogException {
        Path file = folder.newest();
        if (!Files.exists(file)) {
            return 0;
        }
        Segment last = segments.getLast();
        long newest = NoteFile.read(file, KIND).number("segment");
        if (newest > last.number() && giveUpFrom == Long.MAX_VALUE) {
            throw new LogException(
                    "The log in "
                            + folder.path()
                            + " had come to segment "
                            + folder.segment((int) newest)
                            + ", and its newest segment now is "
                            + last.file().getFileName()
                            + ". Restore the missing files from a backup; or, to lose what stood in"
                            + " them, remove "
                            + file
                            + ".");
        }
        long position = 0;
        for (Segment segment : segments) {
            if (segment.number() == newest) {
                position = Math.max(0, segment.firstPosition());
            }
        }
        return position;
    }
}
