// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.resp.ReplyError;

/**
 * Why commands that write are refused at the moment: the log or the last snapshot has failed, or a fault of ours may have
 * spoilt the data. The first two set and clear their own reason; the command thread owns it.
 */
public final class WriteRefusal {
    private static final ReplyError DOUBT =
            ReplyError.of(
                    "MISCONF Writes and snapshots are refused, because a fault of Cairn's own may"
                            + " have left a change half done. Reads go on; a restart brings back"
                            + " the last snapshot. The server's log says more");

    private ReplyError log;
    private ReplyError snapshot;
    private boolean doubtful;

    /** The log takes nothing: the reason as one line, or null when it accepts again. */
    public void log(String reason) {
        log = reason == null ? null : ReplyError.of("MISCONF " + reason);
    }

    /** The last snapshot failed and writes are to stop for it; false ends that. */
    public void snapshotFailed(boolean failed) {
        snapshot =
                failed
                        ? ReplyError.of(
                                "MISCONF Valkey is configured to save RDB snapshots, but it's"
                                    + " currently unable to persist to disk. Commands that may"
                                    + " modify the data set are disabled, because this instance is"
                                    + " configured to report errors during writes if RDB"
                                    + " snapshotting fails (stop-writes-on-bgsave-error option)."
                                    + " Please check the Valkey logs for details about the RDB"
                                    + " error.")
                        : null;
    }

    /** The data may be wrong: from now on they are neither changed nor saved. */
    void doubtful() {
        doubtful = true;
    }

    /** Whether the data may be wrong, so that no snapshot may be taken of them. */
    public boolean isDoubtful() {
        return doubtful;
    }

    /** The error for a command that writes, or null when it may run. */
    ReplyError current() {
        if (doubtful) {
            return DOUBT;
        }
        return log != null ? log : snapshot;
    }
}
