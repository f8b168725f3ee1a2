// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.FileFault;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import net.openhft.posix.PosixAPI;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one class that knows Chronicle Queue: it appends documents to the cycle files of one folder.
 *
 * <p>It belongs to one thread at a time. Whoever calls {@link #append} has reserved the disk space before: a mapped
 * page without blocks behind it would end in a signal. What Chronicle reports as an error of any kind comes out as
 * an {@link IOException}, after which the file is not to be trusted and the queue not to be used.
 */
final class CycleQueue implements AutoCloseable {
    static {
        // Chronicle reads these when its classes are loaded: no calls home, no banner, no disk
        // watcher thread.
        setUnlessSet("chronicle.analytics.disable");
        setUnlessSet("chronicle.announcer.disable");
        setUnlessSet("chronicle.disk.monitor.disable");
        // Our syncs do not need its msync, all that it would call of the C library; linking that is
        // a tenth of a start.
        PosixAPI.useNoOpPosixApi();
    }

    private static final String METADATA = "metadata.cq4t";

    /** Where Chronicle notes in its metadata which cycle is the oldest. */
    private static final String OLDEST_CYCLE = "listing.lowestCycle";

    /** What Chronicle maps of its metadata file: reserved like everything else that it touches. */
    private static final int METADATA_BYTES = 128 * 1024;

    /** What Chronicle may put between two documents: an index block and its paddings. */
    static final int MAX_INDEX_BYTES = 8 * 1024;

    /** Its locks are ours alone; a long wait could only mean a defect. */
    private static final long LOCK_TIMEOUT_MILLIS = 1_000;

    /** Chronicle maps a quarter of a block beyond it, and no document may be longer than that quarter. */
    private static final long MIN_BLOCK_BYTES = 16L << 20;

    private static final int HEADER_WORD_BYTES = 4;

    private final RollOnDemand roll;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;

    /**
     * Opens the folder's queue for appending to this segment. The folder's lock is held by the caller.
     *
     * <p>Chronicle believes that it is the oldest. Otherwise it would read the heads of older ones, which say nothing that
     * their records do not say, and write behind what a head calls the end.
     */
    CycleQueue(Path folder, int segment, long segmentBytes, LogDisk disk) throws IOException {
        roll = new RollOnDemand(segment);
        Path metadata = folder.resolve(METADATA);
        Files.deleteIfExists(metadata);
        Files.createFile(metadata);
        disk.reserve(metadata, 0, METADATA_BYTES);
        SingleChronicleQueue opened = null;
        try {
            opened =
                    SingleChronicleQueueBuilder.binary(folder)
                            .rollCycle(roll)
                            .epoch(RollOnDemand.EPOCH_MILLIS)
                            .blockSize(Math.max(segmentBytes, MIN_BLOCK_BYTES))
                            .checkInterrupts(false)
                            .timeoutMS(LOCK_TIMEOUT_MILLIS)
                            .forceDirectoryListingRefreshIntervalMs(Long.MAX_VALUE)
                            .build();
            if (opened.metaStore().readOnly()) {
                throw new IOException(
                        "Chronicle Queue opened "
                                + folder
                                + " read-only; it needs --add-exports"
                                + " java.base/sun.nio.ch=ALL-UNNAMED and a writable folder");
            }
            try (LongValue oldest = opened.metaStore().acquireValueFor(OLDEST_CYCLE)) {
                oldest.setMaxValue(segment);
            }
            appender = opened.createAppender();
            queue = opened;
        } catch (IOException e) {
            closeQuietly(opened);
            throw e;
        } catch (Exception | AssertionError | InternalError e) {
            closeQuietly(opened);
            throw broken("opening " + folder.resolve(SegmentName.of(segment)), e);
        }
    }

    /** Documents go to this segment from now on; its file exists. */
    void rollTo(int segment) {
        roll.rollTo(segment);
    }

    /**
     * Appends one document behind {@code end}, where the caller knows the segment's data to end. Returns the new
     * end.
     */
    long append(long end, byte[] header, int headerLength, byte[] body, int offset, int length)
            throws IOException {
        try {
            DocumentContext document = appender.writingDocument();
            boolean whole = false;
            try {
                Bytes<?> bytes = document.wire().bytes();
                long at = bytes.writePosition() - HEADER_WORD_BYTES;
                if (at < end || at > end + MAX_INDEX_BYTES) {
                    throw new IOException(
                            "Chronicle Queue would append at byte "
                                    + at
                                    + " of a segment whose data ends at byte "
                                    + end);
                }
                bytes.write(header, 0, headerLength);
                bytes.write(body, offset, length);
                end = bytes.writePosition();
                whole = true;
            } finally {
                if (!whole) {
                    document.rollbackOnClose();
                }
                document.close();
            }
            return end;
        } catch (IOException e) {
            throw e;
        } catch (Exception | AssertionError | InternalError e) {
            throw broken("appending", e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            appender.close();
            queue.close();
        } catch (Exception | AssertionError | InternalError e) {
            throw broken("closing", e);
        }
    }

    private static void closeQuietly(SingleChronicleQueue opened) {
        try {
            if (opened != null) {
                opened.close();
            }
        } catch (RuntimeException | AssertionError | InternalError ignored) {
            // What was wrong with it is told, and nothing depends on its end.
        }
    }

    /**
     * Chronicle throws checked exceptions undeclared, asserts what a file says, and wraps what it throws; an InternalError is
     * how the JVM reports a mapped page that the disk could not serve.
     */
    private static IOException broken(String doing, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new IOException(
                "Chronicle Queue failed while " + doing + ": " + reasonOf(root), cause);
    }

    private static String reasonOf(Throwable root) {
        if (root instanceof IOException fault) {
            return FileFault.text(fault);
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static void setUnlessSet(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }
}
