// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.rdb.RdbReader;
import dev.cairn.rdb.RdbSummary;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.storage.Keyspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Loads a snapshot into the keyspace, in portions on the command thread, so that clients get their answer in between. The
 * whole file is checked while it is loaded: when it turns out to be broken, half of it may be in the keyspace.
 */
public final class SnapshotLoader {
    private static final long PORTION_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int STEPS_BETWEEN_LOOKS = 64;

    private final CommandThread commandThread;
    private final Keyspace keyspace;
    private final LongSupplier nanos;
    private boolean checksumIgnored;
    private boolean laterVersionsTried;

    /** Hears how far loading is, on the command thread. */
    @FunctionalInterface
    public interface Progress {
        void at(long doneBytes, long keys);
    }

    /**
     * @param nanos the stopwatch that portions are measured with
     */
    public SnapshotLoader(CommandThread commandThread, Keyspace keyspace, LongSupplier nanos) {
        this.nanos = nanos;
        this.commandThread = commandThread;
        this.keyspace = keyspace;
    }

    /** Loads even what has a wrong checksum. */
    public SnapshotLoader ignoreChecksum(boolean ignored) {
        checksumIgnored = ignored;
        return this;
    }

    /** Tries files of versions that are not known here. */
    public SnapshotLoader tryLaterVersions(boolean tried) {
        laterVersionsTried = tried;
        return this;
    }

    /**
     * Loads a file.
     *
     * @throws RdbException the file is broken, or holds what cannot be kept here
     */
    public RdbSummary load(Path file, ValueTarget target, Progress progress) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            RdbReader reader =
                    new RdbReader(in, file.toString(), keyspace.databaseCount(), target)
                            .ignoreChecksum(checksumIgnored)
                            .tryLaterVersions(laterVersionsTried);
            while (!commandThread.<Boolean, IOException>call(() -> portion(reader, progress))) {
                // Between two portions the command thread serves its clients.
            }
            return reader.summary();
        }
    }

    private boolean portion(RdbReader reader, Progress progress) throws IOException {
        long start = nanos.getAsLong();
        boolean atEnd;
        do {
            atEnd = reader.advance(STEPS_BETWEEN_LOOKS);
        } while (!atEnd && nanos.getAsLong() - start < PORTION_NANOS);
        progress.at(reader.position(), reader.keys());
        return atEnd;
    }
}
