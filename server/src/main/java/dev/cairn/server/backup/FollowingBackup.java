// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import dev.cairn.aof.FileFault;
import dev.cairn.aof.LogException;
import dev.cairn.storage.time.Clock;

import java.io.IOException;

/**
 * Passes of a backup, one after the other as the log is written. A target that is full, or fails, ends nothing: the pass is tried again, at first after a second, then less and less often.
 */
public final class FollowingBackup {
    private static final long LOOK_MILLIS = 1_000;

    /** Of the newest segment it is copied what there is, every so many looks. */
    private static final int LOOKS_PER_NEWEST = 60;

    private static final long FIRST_WAIT_MILLIS = 1_000;

    /** An attempt may write a large object for nothing, so there are not many; when space comes back, nobody waits longer. */
    private static final long LONGEST_WAIT_MILLIS = 30_000;

    private final Backup backup;
    private final BackupProgress progress;
    private final Clock clock;
    private final Pause pause;

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        /** Returns so much later. */
        void take(long millis) throws InterruptedException;
    }

    public FollowingBackup(Backup backup, BackupProgress progress, Clock clock, Pause pause) {
        this.backup = backup;
        this.progress = progress;
        this.clock = clock;
        this.pause = pause;
    }

    /** Follows until the thread is interrupted, or what is wrong does not pass by itself. */
    public void run() throws LogException, BackupException, InterruptedException {
        progress.note(pass(true).reach());
        for (int looks = 1; ; looks++) {
            pause.take(LOOK_MILLIS);
            pass(looks % LOOKS_PER_NEWEST == 0);
        }
    }

    private Manifest pass(boolean newestToo)
            throws LogException, BackupException, InterruptedException {
        for (long wait = FIRST_WAIT_MILLIS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
            try {
                Manifest manifest = backup.pass(newestToo, clock.millis());
                if (wait > FIRST_WAIT_MILLIS) {
                    progress.note("The backup goes on.");
                }
                return manifest;
            } catch (IOException e) {
                if (wait == FIRST_WAIT_MILLIS) {
                    progress.note(
                            FileFault.text(e)
                                    + ". What was backed up before is not touched; this waits, and"
                                    + " tries again at least every "
                                    + LONGEST_WAIT_MILLIS / 1_000
                                    + " seconds.");
                }
            }
            pause.take(wait);
        }
    }
}
