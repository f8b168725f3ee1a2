// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import java.util.List;
import java.util.UUID;

/**
 * The log at one moment, for INFO, for recovery and for the operator. Taken from any thread.
 *
 * @param id the data directory's identity, born with its first segment
 * @param epoch rises each time the history of this directory is made to branch
 * @param firstPosition where the oldest segment begins; replay cannot start before it
 * @param appendedPosition all bytes before it are appended
 * @param durablePosition all bytes before it survive a power loss
 * @param segmentCount how many segment files there are
 * @param diskBytes what the segment files hold, allocated ahead included
 * @param cleanStop whether the log was closed in order before it was opened this time
 * @param notices what opening had to mend, one sentence each, for the server's log; empty as a rule
 * @param refusal why the log does not accept at this moment, or null
 * @param syncCount successful syncs since the log was opened
 * @param syncFailureCount failed syncs since the log was opened
 * @param delayedSyncCount seconds under {@link SyncPolicy#EVERYSEC} that began with the sync before still running
 * @param lastSyncNanos how long the newest sync took
 * @param compressedBytes payload bytes that LZ4 saved since the log was opened
 */
public record LogStatus(
        UUID id,
        long epoch,
        long firstPosition,
        long appendedPosition,
        long durablePosition,
        int segmentCount,
        long diskBytes,
        boolean cleanStop,
        List<String> notices,
        String refusal,
        long syncCount,
        long syncFailureCount,
        long delayedSyncCount,
        long lastSyncNanos,
        long compressedBytes) {}
