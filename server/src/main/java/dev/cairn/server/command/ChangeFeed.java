// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

/** What commands may ask of the log's contents. They are read on another thread. */
public interface ChangeFeed {
    /**
     * Has commands read whose position is above {@code from}. The reader is told the outcome on the command thread, unless
     * it does not wait any more.
     *
     * @param mostCommands at least 1; fewer come when they are long
     * @param waits whether to wait for the first one, however long that takes
     */
    void read(long from, long mostCommands, boolean waits, Reader reader);

    /** Who reads. */
    interface Reader {
        /** Whether the outcome is still wanted; any thread. */
        boolean isWaiting();

        /** The commands as RESP: an array, each element an array of position, milliseconds, database and words. */
        void commands(byte[] resp);

        /** There are none. */
        void nothing();

        /** They cannot be read; the text says why. */
        void failed(String why);
    }
}
