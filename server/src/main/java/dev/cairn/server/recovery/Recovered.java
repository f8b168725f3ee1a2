// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.aof.CommandLog;
import dev.cairn.server.persistence.SnapshotOrigin;

/**
 * What came of the recovery.
 *
 * @param log the log to write, not started yet; null where writes are not logged
 * @param base the state that the newest snapshot on disk has; without a log, the state that snapshots have
 * @param newestBytes size of the newest snapshot, 0 when there is none
 * @param snapshotDue whether the data must come into a snapshot of our own before the server opens, because the log
 *     alone does not lead to them
 */
public record Recovered(
        CommandLog log, SnapshotOrigin base, long newestBytes, boolean snapshotDue) {}
