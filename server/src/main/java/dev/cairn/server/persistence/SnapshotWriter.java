// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.aof.segment.LogDisk;
import dev.cairn.rdb.RdbAux;
import dev.cairn.rdb.RdbWriter;
import dev.cairn.rdb.format.Crc64;
import dev.cairn.rdb.format.Dialect;
import dev.cairn.server.command.ValkeyVersion;
import dev.cairn.storage.snapshot.ImageReader;
import dev.cairn.storage.snapshot.Snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Writes one snapshot: encodes the images that the command thread hands over, syncs the file, reads it back against its
 * checksum, waits until the log is durable up to the snapshot's position, and gives the file its name. Only then may the
 * log before it go.
 *
 * <p>The log must not be shorter than a snapshot says it is: else a power loss would leave a snapshot from the future.
 */
final class SnapshotWriter {
    static final String THREAD_NAME = "cairn-snapshot";

    private static final long LOG_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOG_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int CHECKSUM_BYTES = 8;

    private final SnapshotTask task;
    private final long[] keysPerDatabase;
    private final long[] expiresPerDatabase;
    private final ImageQueue queue;
    private final LongSupplier nanos;
    private final Thread thread;
    private volatile long keys;
    private volatile boolean aborted;
    private volatile SnapshotOutcome outcome;

    /**
     * @param then told on the writing thread how it ended, last of all
     */
    SnapshotWriter(
            SnapshotTask task,
            Snapshot snapshot,
            ImageQueue queue,
            LongSupplier nanos,
            Consumer<SnapshotOutcome> then) {
        this.task = task;
        this.nanos = nanos;
        this.keysPerDatabase = snapshot.keysPerDatabase();
        this.expiresPerDatabase = snapshot.expiresPerDatabase();
        this.queue = queue;
        this.thread =
                new Thread(
                        () -> {
                            outcome = write();
                            then.accept(outcome);
                        },
                        THREAD_NAME);
    }

    void start() {
        thread.start();
    }

    /** Keys written so far. Any thread. */
    long keys() {
        return keys;
    }

    /** How it ended, or null while it goes on. Any thread. */
    SnapshotOutcome outcome() {
        return outcome;
    }

    /** Gives the snapshot up. The command thread. */
    void abort() {
        aborted = true;
        queue.abort();
    }

    /** Waits for the end. */
    SnapshotOutcome await() {
        boolean interrupted = false;
        while (outcome == null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome;
    }

    private SnapshotOutcome write() {
        Path temporary = null;
        try {
            long number = task.folder().nextNumber();
            temporary = task.folder().temporary(number);
            writeFile(temporary);
            awaitLog();
            long bytes = Files.size(temporary);
            SnapshotFile file = task.folder().publish(temporary, number, task.linkName());
            temporary = null;
            List<SnapshotFile> kept = task.folder().keepNewest(task.keep(), task.retain());
            return new SnapshotOutcome.Written(file, keys, bytes, oldestPosition(kept));
        } catch (AbortedException e) {
            return new SnapshotOutcome.Aborted();
        } catch (IOException e) {
            return new SnapshotOutcome.Failed(
                    e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SnapshotOutcome.Failed("the writing thread was interrupted");
        } catch (RuntimeException | AssertionError e) {
            return new SnapshotOutcome.Failed(e.toString());
        } finally {
            remove(temporary);
        }
    }

    private void writeFile(Path file) throws IOException, InterruptedException {
        long crc;
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            RdbWriter writer =
                    new RdbWriter(
                            new SyncingOutput(file, channel, LogDisk.SYSTEM),
                            task.options(),
                            keysPerDatabase,
                            expiresPerDatabase);
            writer.begin();
            writeFacts(writer);
            writeImages(writer);
            crc = writer.end();
            channel.force(true);
        }
        if (task.options().checksum()) {
            verify(file, crc);
        }
    }

    private void writeFacts(RdbWriter writer) throws IOException {
        boolean forRedis = task.options().version().dialect() == Dialect.REDIS;
        writer.aux(
                forRedis ? RdbAux.REDIS_VERSION : RdbAux.VALKEY_VERSION,
                forRedis ? ValkeyVersion.REDIS : ValkeyVersion.NUMBER);
        writer.aux(RdbAux.BITS, Long.SIZE);
        writer.aux(RdbAux.CREATED_SECONDS, TimeUnit.MILLISECONDS.toSeconds(task.nowMillis()));
        writer.aux(RdbAux.USED_MEMORY, task.usedMemory());
        writer.aux(RdbAux.AOF_BASE, 0);
        if (task.origin().hasLog()) {
            writer.aux(RdbAux.DATA_ID, task.origin().dataId());
            writer.aux(RdbAux.LOG_POSITION, task.origin().position());
            if (task.origin().logLost()) {
                writer.aux(RdbAux.LOG_LOST, 1);
            }
        }
    }

    private void writeImages(RdbWriter writer) throws IOException, InterruptedException {
        ImageReader reader = new ImageReader();
        while (true) {
            ImageQueue.Chunk chunk = queue.take();
            if (chunk.length() == ImageQueue.Chunk.END) {
                break;
            }
            if (chunk.length() == ImageQueue.Chunk.ABORT || aborted) {
                throw new AbortedException();
            }
            reader.set(chunk.bytes(), chunk.length());
            while (reader.next()) {
                writer.image(reader);
            }
            keys = writer.keys();
            queue.recycle(chunk);
        }
        long expected = Arrays.stream(keysPerDatabase).sum();
        if (writer.keys() != expected) {
            throw new IOException(
                    "the snapshot got " + writer.keys() + " keys, and began with " + expected);
        }
    }

    /** Reads the file back: what the log is dropped for has to be there, as it was written. */
    private static void verify(Path file, long written) throws IOException {
        long covered = Files.size(file) - CHECKSUM_BYTES;
        byte[] buffer = new byte[1 << 16];
        long crc = 0;
        try (InputStream in = Files.newInputStream(file)) {
            while (covered > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, covered));
                if (count < 0) {
                    throw new IOException(file + " is shorter than what was written to it");
                }
                crc = Crc64.update(crc, buffer, 0, count);
                covered -= count;
            }
        }
        if (crc != written) {
            throw new IOException(
                    file + " does not hold what was written to it: its checksum is wrong");
        }
    }

    private void awaitLog() throws IOException {
        if (task.log() == null || task.origin().logLost()) {
            return;
        }
        long start = nanos.getAsLong();
        task.log().requestSync();
        while (task.log().durablePosition() < task.origin().position()) {
            if (aborted) {
                throw new AbortedException();
            }
            if (nanos.getAsLong() - start > LOG_TIMEOUT_NANOS) {
                throw new IOException(
                        "the log is durable up to position "
                                + task.log().durablePosition()
                                + " only, the snapshot is that of position "
                                + task.origin().position());
            }
            LockSupport.parkNanos(LOG_POLL_NANOS);
        }
    }

    /** Where the log has to begin for the oldest of these that belongs to it. */
    private long oldestPosition(List<SnapshotFile> kept) throws IOException {
        long oldest = task.origin().position();
        for (SnapshotFile file : kept) {
            SnapshotOrigin origin = SnapshotOrigin.of(file.path());
            if (origin.hasLog() && origin.dataId().equals(task.origin().dataId())) {
                oldest = Math.min(oldest, origin.position());
            }
        }
        return oldest;
    }

    private static void remove(Path temporary) {
        if (temporary == null) {
            return;
        }
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException ignored) {
            // The next start removes it; what failed before is what counts.
        }
    }

    /** Ends the writing from within. */
    private static final class AbortedException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
