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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Loads a snapshot into the keyspace: one thread reads and decodes, the command thread puts in place, in portions, so that
 * clients get their answer in between. Both overlap. The whole file is checked while it is loaded: when it turns out to be broken, half of it may be in the keyspace.
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
     * Loads a file. Where the caller is not the command thread, the two share the work.
     *
     * @throws RdbException the file is broken, or holds what cannot be kept here
     */
    public RdbSummary load(Path file, ValueTarget target, Progress progress) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            RdbReader reader =
                    new RdbReader(in, file.toString(), keyspace.databaseCount(), target)
                            .fileBytes(Files.size(file))
                            .ignoreChecksum(checksumIgnored)
                            .tryLaterVersions(laterVersionsTried);
            if (commandThread.isHere()) {
                while (!portion(reader, progress)) {
                    // Nobody is served meanwhile.
                }
            } else {
                share(reader, target, progress);
            }
            return reader.summary();
        }
    }

    /**
     * This thread decodes and hashes what can be carried to the command thread; the rest is read by the command thread
     * itself, for so long that going back and forth costs little.
     */
    private void share(RdbReader reader, ValueTarget target, Progress progress) throws IOException {
        ChunkBelt<ValueChunk> belt =
                commandThread.belt(
                        keyspace.memoryAhead(),
                        ValueChunk::new,
                        new ValueChunk.Emptier(keyspace, target, progress)::empty);
        // All databases hash alike, and hashing touches nothing but the key.
        ChunkFiller filler =
                new ChunkFiller(commandThread, belt, target, keyspace.database(0)::changeHash);
        filler.reader(reader);
        try {
            boolean atEnd = false;
            while (!atEnd) {
                reader.target(filler);
                atEnd = reader.advanceByOneCalls();
                filler.flush();
                if (!atEnd) {
                    reader.target(target);
                    atEnd =
                            commandThread.<Boolean, IOException>call(
                                    () -> portion(reader, progress));
                }
            }
            belt.finish();
        } catch (ChunkFiller.Stopped e) {
            throw stopped(e.getCause());
        } catch (ExecutionException e) {
            throw stopped(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        }
    }

    private static IOException stopped(Throwable why) {
        return switch (why.getCause()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case IOException e -> e;
            case null, default -> new IOException("loading was interrupted", why);
        };
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
