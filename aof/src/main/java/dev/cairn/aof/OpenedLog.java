// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import dev.cairn.aof.segment.FolderLock;
import dev.cairn.aof.segment.LogFolder;
import dev.cairn.aof.segment.LogRecovery;
import dev.cairn.aof.segment.SegmentStore;

import java.io.IOException;

/**
 * A log that is locked, whole and ready for writing, before it is known who listens to it. So it can be opened while that
 * one is still being made, on a thread of its own. It becomes a {@link CommandLog}, or is closed.
 */
public final class OpenedLog {
    private final LogConfig config;
    private final FolderLock lock;
    private final LogRecovery.Recovered recovered;
    private final SegmentStore store;

    private OpenedLog(
            LogConfig config,
            FolderLock lock,
            LogRecovery.Recovered recovered,
            SegmentStore store) {
        this.config = config;
        this.lock = lock;
        this.recovered = recovered;
        this.store = store;
    }

    /**
     * Opens the log of a folder: takes the folder's lock, mends the tail after an unclean stop, and makes the newest
     * segment ready for writing, which begins with {@link CommandLog#start}.
     */
    public static OpenedLog of(LogConfig config) throws LogException {
        LogFolder folder = new LogFolder(config.folder);
        FolderLock lock = null;
        try {
            lock = LogRecovery.lock(folder, config.disk);
            OpenedLog opened = open(config, folder, lock);
            lock = null;
            return opened;
        } catch (IOException e) {
            throw unusable("opened", config, e);
        } finally {
            if (lock != null) {
                release(lock);
            }
        }
    }

    private static OpenedLog open(LogConfig config, LogFolder folder, FolderLock lock)
            throws IOException, LogException {
        LogRecovery.Recovered recovered =
                LogRecovery.recover(
                        folder,
                        config.disk,
                        config.segmentBytes,
                        config.reserveStepBytes,
                        config.giveUpFrom,
                        config.bornAs);
        SegmentStore store =
                SegmentStore.open(
                        folder,
                        recovered,
                        endOf(config, recovered),
                        config.disk,
                        config.segmentBytes,
                        config.reserveStepBytes,
                        config.compressFromBytes);
        return new OpenedLog(config, lock, recovered, store);
    }

    private static long endOf(LogConfig config, LogRecovery.Recovered recovered) {
        return recovered.segments().isEmpty() ? config.firstPosition : recovered.end();
    }

    static LogException unusable(String what, LogConfig config, IOException cause) {
        return new LogException(
                "The log in "
                        + config.folder
                        + " cannot be "
                        + what
                        + ": "
                        + FileFault.text(cause)
                        + ". Put that right and start again; cairn check tells which files are"
                        + " whole, and those that are not are restored from a backup.",
                cause);
    }

    private static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException ignored) {
            // The lock ends with the process at the latest, and what failed before is what counts.
        }
    }

    /** The log, which tells this listener from its start on. To be called once. */
    public CommandLog log(LogListener listener) {
        return new CommandLog(config, listener, lock, recovered, store, endOf(config, recovered));
    }

    /** Leaves the log as it is, with the mark of a clean stop: all that is in it is durable. */
    public void close() throws LogException {
        try (lock;
                store) {
            store.markCleanStop(recovered.identity(), endOf(config, recovered));
        } catch (IOException e) {
            throw unusable("closed", config, e);
        }
    }
}
