// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

/** What commands may ask of snapshots. Used on the command thread. */
public interface PersistenceControl {
    /** What became of a request. */
    enum Outcome {
        /** It is done. */
        DONE,
        /** It goes on in the background. */
        STARTED,
        /** It begins once what runs now is over. */
        SCHEDULED,
        /** The same thing is running already, or nothing is that could be cancelled. */
        ALREADY,
        /** It failed; the server's log says why. */
        FAILED
    }

    /** Takes a snapshot and returns once it is on disk: DONE, ALREADY or FAILED. */
    Outcome save();

    /** Takes a snapshot in the background: STARTED, ALREADY or FAILED; SCHEDULED in place of ALREADY if so asked. */
    Outcome saveInBackground(boolean schedule);

    /** Gives up the snapshot that is being taken or scheduled: DONE, or ALREADY when there is none. */
    Outcome cancelSave();

    /** Shortens the log: takes a snapshot and drops the log before it. STARTED, SCHEDULED, ALREADY or FAILED. */
    Outcome rewriteLog();

    /**
     * Loads the data from the newest snapshot, for DEBUG RELOAD: DONE or FAILED.
     *
     * @param save whether a snapshot is taken first
     * @param flush whether the present data go first
     * @param merge whether loaded keys replace present ones; without it, a key that is present is a failure
     */
    Outcome reload(boolean save, boolean flush, boolean merge);

    /** Forgets the data and recovers them from disk, snapshot and log, for DEBUG LOADAOF: DONE or FAILED. */
    Outcome recoverAgain();
}
