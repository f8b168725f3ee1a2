// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.server.persistence.SnapshotFile;
import dev.cairn.server.persistence.SnapshotOrigin;

import java.nio.file.Path;

/**
 * Which snapshots may be loaded, given the log that there is. A snapshot and a log that do not belong together must never
 * be joined: the outcome would look like data, and be none.
 *
 * <p>A log that is empty contradicts nobody: it is the one that was begun behind a snapshot that somebody brought, or
 * behind one that was taken without a log.
 *
 * @param dataId the log's identity, or null when there is no log
 * @param first where the log begins
 * @param end where it ends
 */
record RecoveryPlan(Path folder, String dataId, long first, long end) {
    /** Where a log begins that goes on from data which it does not hold itself: it cannot be replayed alone. */
    static final long BEHIND_OTHER_DATA = 1;

    /** What a folder without a log has. */
    static RecoveryPlan withoutLog(Path folder) {
        return new RecoveryPlan(folder, null, 0, 0);
    }

    private Path logFolder() {
        return folder.resolve(Recovery.LOG_FOLDER);
    }

    private boolean hasLog() {
        return dataId != null;
    }

    /**
     * Whether nothing was ever written: an empty log may also be what is left behind a snapshot. One that was begun behind
     * other data and holds nothing is new, too: a process died before those were in a snapshot.
     */
    boolean isLogNew() {
        return end == 0 || (isLogEmpty() && end == BEHIND_OTHER_DATA);
    }

    private boolean isLogEmpty() {
        return first == end;
    }

    /** Refuses to go on without any snapshot when the log is not whole by itself. */
    void checkWithoutSnapshot() throws RecoveryException {
        if (hasLog() && first > 0) {
            throw new RecoveryException(
                    "The log in "
                            + logFolder()
                            + " begins at position "
                            + first
                            + ", and there is no snapshot that holds what came before. Restore the"
                            + " newest snapshot-*.rdb into "
                            + folder
                            + ", or the log's first segments.");
        }
    }

    /** Whether the snapshot stands for what its log lost: a new log goes on from it. */
    boolean replacesLog(SnapshotOrigin origin) {
        return hasLog()
                && origin.logLost()
                && dataId.equals(origin.dataId())
                && origin.position() > end;
    }

    /** Refuses a snapshot that does not go with the log. */
    void check(SnapshotFile snapshot, SnapshotOrigin origin) throws RecoveryException {
        if (!hasLog()) {
            checkWithoutLog(snapshot, origin);
        } else if (!origin.hasLog() || !origin.dataId().equals(dataId)) {
            checkStranger(snapshot, origin);
        } else if (origin.position() > end) {
            throw new RecoveryException(
                    "Snapshot "
                            + snapshot.path()
                            + " is the state of position "
                            + origin.position()
                            + ", and the log ends at position "
                            + end
                            + ": its newest segments are missing, and with them what was"
                            + " acknowledged last. Restore them; or, to go on from the snapshot"
                            + " alone, start with it as dump.rdb in an empty folder.");
        } else if (origin.position() < first) {
            throw new RecoveryException(
                    "Snapshot "
                            + snapshot.path()
                            + " is the state of position "
                            + origin.position()
                            + ", and the log begins at position "
                            + first
                            + ": the segments between are missing. Restore them, or a newer"
                            + " snapshot.");
        }
    }

    private void checkWithoutLog(SnapshotFile snapshot, SnapshotOrigin origin)
            throws RecoveryException {
        if (origin.hasLog()) {
            throw new RecoveryException(
                    "The log in "
                            + logFolder()
                            + " is gone: snapshot "
                            + snapshot.path()
                            + " says that there was log "
                            + origin.dataId()
                            + ", at least up to position "
                            + origin.position()
                            + ". What was acknowledged after the snapshot stands in the log alone."
                            + " Restore it; or, to go on from the snapshot alone, start with it as"
                            + " dump.rdb in an empty folder.");
        }
    }

    private void checkStranger(SnapshotFile snapshot, SnapshotOrigin origin)
            throws RecoveryException {
        boolean joins = !origin.hasLog() || origin.position() == end;
        if (!isLogEmpty() || !joins) {
            throw new RecoveryException(
                    "Snapshot "
                            + snapshot.path()
                            + (origin.hasLog()
                                    ? " belongs to log " + origin.dataId()
                                    : " was taken without a log")
                            + ", and the folder holds log "
                            + dataId
                            + ", which goes from position "
                            + first
                            + " to "
                            + end
                            + ". Restore the log that belongs to the snapshot, or move the one"
                            + " that does not belong to this folder away.");
        }
    }
}
