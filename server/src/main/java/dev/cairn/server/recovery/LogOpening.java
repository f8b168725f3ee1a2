// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.aof.LogConfig;
import dev.cairn.aof.LogException;
import dev.cairn.aof.OpenedLog;
import dev.cairn.server.config.PersistenceConfig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The log of a data folder while it is opened, on a thread of its own: what has to be made of the server before data can
 * come back takes as long. Whoever begins this holds the data folder's lock.
 */
public final class LogOpening {
    private final CompletableFuture<OpenedLog> opened = new CompletableFuture<>();
    private boolean taken;

    private LogOpening() {}

    /** Begins to open the log, if there is one. */
    public static LogOpening begin(PersistenceConfig config) {
        LogOpening opening = new LogOpening();
        Path folder = folder(config);
        LogConfig logConfig = logConfig(config, 0);
        new Thread(() -> opening.run(folder, logConfig), "cairn-log-opening").start();
        return opening;
    }

    /**
     * @param firstPosition where the log begins if it is born now
     */
    static LogConfig logConfig(PersistenceConfig config, long firstPosition) {
        return LogConfig.in(folder(config))
                .syncPolicy(config.appendFsync.value())
                .segmentBytes(config.logSegmentSize.bytes())
                .firstPosition(firstPosition)
                .build();
    }

    private static Path folder(PersistenceConfig config) {
        return config.dir.value().resolve(Recovery.LOG_FOLDER);
    }

    private void run(Path folder, LogConfig config) {
        try {
            opened.complete(Recovery.isLogThere(folder) ? OpenedLog.of(config) : null);
        } catch (IOException | LogException | RuntimeException | Error e) {
            opened.completeExceptionally(e);
        }
    }

    /** Waits for the log, which is the caller's then; null where the folder has none. */
    OpenedLog take() throws IOException, LogException {
        try {
            OpenedLog log = opened.join();
            taken = true;
            return log;
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case LogException cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw e;
            }
        }
    }

    /** Closes a log that nobody took, because the start failed. Why one could not be opened is of no interest then. */
    public void close() throws LogException {
        OpenedLog log = opened.exceptionally(fault -> null).join();
        if (log != null && !taken) {
            log.close();
        }
    }
}
