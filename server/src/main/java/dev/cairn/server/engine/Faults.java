// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.ServerContext;
import dev.cairn.server.resp.ReplyError;

/**
 * What is done about a fault of our own: an exception that nobody foresaw.
 *
 * <p>Once a change has begun memory may hold what the log does not, or half of something. Nobody is to read that, and no
 * write that is acknowledged may build on it: the server ends, and its next start has what the log has. Without a log
 * nothing would bring back what came after the last snapshot; so the data stay where they can be read, but nothing
 * changes them any more, nor takes that snapshot's place. The command thread owns it.
 */
final class Faults {
    static final ReplyError NOTHING_CHANGED =
            ReplyError.of("ERR internal error: nothing has changed; the server's log says more");
    static final ReplyError ENDING =
            ReplyError.of(
                    "ERR internal error: the server ends, and its next start does not have what"
                            + " this command did");
    static final ReplyError DOUBTFUL =
            ReplyError.of(
                    "ERR internal error: the command may have been done in part; writes are refused"
                            + " from now on");

    private final EffectLog log;
    private final WriteRefusal refusal;
    private final ServerContext server;
    private boolean ending;

    Faults(EffectLog log, WriteRefusal refusal, ServerContext server) {
        this.log = log;
        this.refusal = refusal;
        this.server = server;
    }

    /** Whether the server ends for a fault: nothing is to run any more. */
    boolean isEnding() {
        return ending;
    }

    /** A command failed, whose effects the log does not have; returns what its client is told. */
    ReplyError inCommand(String name, Throwable cause, boolean changeBegun) {
        String what = "Command " + name + " failed by a fault of Cairn's own";
        if (!changeBegun) {
            server.lifecycle().fault(what + ", before it changed anything", cause);
            return NOTHING_CHANGED;
        }
        doubtData(what, cause);
        return ending ? ENDING : DOUBTFUL;
    }

    /** Work between commands failed, which may move, free and remove data. What fails again and again is told once. */
    void betweenCommands(Throwable cause) {
        if (refusal.isDoubtful()) {
            return;
        }
        doubtData("Work between commands failed by a fault of Cairn's own", cause);
    }

    private void doubtData(String what, Throwable cause) {
        refusal.doubtful();
        if (log.log() == null) {
            server.lifecycle()
                    .fault(
                            what
                                    + ". There is no log to bring the data back from: writes and"
                                    + " snapshots are refused until a restart, reads go on",
                            cause);
            return;
        }
        ending = true;
        server.lifecycle()
                .fault(
                        what
                                + ". The server ends at log position "
                                + log.end()
                                + ", and its next start recovers what was acknowledged",
                        cause);
        server.lifecycle().endForFault();
    }
}
