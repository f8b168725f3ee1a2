// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * What opening a log would find, with nothing changed; whatever would make it refuse is thrown.
 *
 * @param first where the oldest segment begins
 * @param end behind the last batch that opening would keep
 * @param segments those that would remain
 * @param notices what would be mended, one sentence each
 */
public record LogExamination(
        UUID id, long first, long end, List<Segment> segments, List<String> notices) {
    /** Examines a folder that no server has open. */
    public static LogExamination of(Path logFolder) throws IOException, LogException {
        return LogRecovery.examine(new LogFolder(logFolder));
    }
}
