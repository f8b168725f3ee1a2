// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import java.util.List;

/** The server as a process: who it is, where it listens, and how it ends. Used on the command thread. */
public interface Lifecycle {
    /** What SHUTDOWN is told. */
    record ShutdownWish(Saving saving, boolean now, boolean force) {}

    /** Whether a snapshot is taken before the end. */
    enum Saving {
        AS_CONFIGURED,
        SAVE,
        NO_SAVE
    }

    /** 40 hexadecimal digits, new with each start. */
    String runId();

    /** The program that runs, or an empty text. */
    String executable();

    /** The configuration file's absolute path; empty when there is none. */
    String configFile();

    /** Brings the configuration in force into the configuration file; returns why that failed, or nothing. */
    String rewriteConfig();

    /** The TCP port that is listened on, 0 for none. */
    int port();

    /** The listeners as INFO describes them: {@code name=tcp,bind=127.0.0.1,port=6379}. */
    List<String> listeners();

    /** How sockets are waited for: {@code epoll}, {@code io_uring} or {@code nio}. */
    String transport();

    /** Writes a line to the server's log. */
    void log(String line);

    /** Tells the server's log of a fault of ours, and where it happened. */
    void fault(String text, Throwable cause);

    /** Ends the server soon, without a snapshot: a fault of ours has left memory in doubt. */
    void endForFault();

    /**
     * Ends the server: saves as wished, closes the log and stops. False when saving failed and the end is not forced; the
     * server then goes on. Whether it returns when all goes well is open; the client gets no reply.
     */
    boolean shutdown(ShutdownWish wish);

    /** Gives up a shutdown that is waiting; false when there is none. */
    boolean abortShutdown();

    /** Whether the periodic work (expiry, housekeeping, save points) goes on, for DEBUG PAUSE-CRON. */
    void periodicWork(boolean on);

    /** Whether due keys are removed without being accessed, for DEBUG SET-ACTIVE-EXPIRE. */
    void activeExpiry(boolean on);

    /** Keeps the command thread, and with it every client, waiting; for DEBUG SLEEP. */
    void standStill(long nanos);

    /** Whether checksums of snapshots and RESTORE payloads are checked, for DEBUG SET-SKIP-CHECKSUM-VALIDATION. */
    void checksumsChecked(boolean on);

    boolean areChecksumsChecked();
}
