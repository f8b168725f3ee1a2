// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.resp.ReplyError;

/**
 * Why commands that write are refused at the moment: the log or the last snapshot has failed. Each source sets and
 * clears its own reason; the command thread owns it.
 */
public final class WriteRefusal {
    private ReplyError log;
    private ReplyError snapshot;

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

    /** The error for a command that writes, or null when it may run. */
    ReplyError current() {
        return log != null ? log : snapshot;
    }
}
