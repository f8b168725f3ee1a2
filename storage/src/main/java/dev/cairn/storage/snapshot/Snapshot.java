// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

/**
 * A snapshot in progress: the keyspace exactly as it was when the snapshot began, handed to an {@link ImageSink} while
 * commands go on.
 *
 * <p>The command thread calls {@link #advance} between commands until it returns true. What a command changes before
 * the walk gets there is handed over at the moment of the change.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Snapshot {
    /**
     * Walks on for at most about this many steps (a step is a group of keys, or a few elements of a big collection;
     * each takes a few microseconds), fewer if the sink is full.
     *
     * @return whether the snapshot is complete; everything has been accepted by the sink then
     */
    public boolean advance(int steps) {
        throw new AssertionError("not landed");
    }

    /** Keys handed over so far. */
    public long walkedKeys() {
        throw new AssertionError("not landed");
    }

    /** Keys that there were at the start. */
    public long totalKeys() {
        throw new AssertionError("not landed");
    }

    /** Ends the snapshot before it is complete: the sink gets nothing more. */
    public void cancel() {
        throw new AssertionError("not landed");
    }

    /** Keys per database as of the start; RDB's RESIZEDB wants them. */
    public long[] keysPerDatabase() {
        throw new AssertionError("not landed");
    }

    /** Keys with an expiry per database as of the start. */
    public long[] expiresPerDatabase() {
        throw new AssertionError("not landed");
    }
}
