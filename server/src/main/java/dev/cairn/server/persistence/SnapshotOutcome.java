// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

/** How the writing of a snapshot ended. */
sealed interface SnapshotOutcome {
    /**
     * It is on disk.
     *
     * @param oldestPosition where the log has to begin for the oldest snapshot that is kept
     */
    record Written(SnapshotFile file, long keys, long bytes, long oldestPosition)
            implements SnapshotOutcome {}

    /** It is not; nothing is left of it. */
    record Failed(String reason) implements SnapshotOutcome {}

    /** It was given up on demand. */
    record Aborted() implements SnapshotOutcome {}
}
