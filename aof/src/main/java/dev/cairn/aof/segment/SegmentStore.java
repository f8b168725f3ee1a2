// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;
import dev.cairn.aof.batch.BatchEncoder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The segments of an open log: the one that is written, those that are not yet durable, the next one that is
 * prepared, and the older ones.
 *
 * <p>The writer thread appends, rolls and replaces; the sync thread prepares and deletes; both may sync. A sync
 * covers, in this order, the segments that were rolled away since the last one, the folder's names, and the current
 * segment; so what is durable never has a gap. After a failed sync nothing here is durable any more until
 * {@link #replaceTail} has put a new segment in the place of what failed.
 */
public final class SegmentStore implements AutoCloseable {
    /** A segment that has a channel of its own to be forced through, from before the first byte was written. */
    private record Open(Segment segment, FileChannel channel, SegmentAppender appender) {}

    /** How many times its length a segment may grow while there is no next one. */
    private static final int MAX_GROWTH = 8;

    private final LogFolder folder;
    private final LogDisk disk;
    private final SegmentBuilder builder;
    private final BatchEncoder encoder;
    private final long segmentBytes;
    private final int reserveStepBytes;

    /** Guarded by itself, as are the files' names. */
    private final List<Segment> segments;

    private final Object syncLock = new Object();
    private final Object buildLock = new Object();

    /** Rolled away and not yet forced; guarded by itself. */
    private final ArrayDeque<Open> unsynced = new ArrayDeque<>();

    private CycleQueue queue;
    private PagesAhead pagesAhead;
    private EarlyWriteBack writeBack;
    private volatile Open current;
    private volatile boolean folderDirty;
    private volatile SegmentBuilder.BuiltSegment prepared;
    private volatile boolean retaining;

    /** Guarded by the sync lock: the newest segment of which a note says that it is durable. */
    private int noted;

    /** Guarded by the sync lock: why nothing can be made durable any more. */
    private IOException broken;

    private SegmentStore(
            LogFolder folder,
            Identity identity,
            List<Segment> segments,
            LogDisk disk,
            long segmentBytes,
            int reserveStepBytes,
            int compressFromBytes) {
        this.folder = folder;
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.reserveStepBytes = reserveStepBytes;
        this.segments = new ArrayList<>(segments);
        this.builder = new SegmentBuilder(folder, identity, disk, segmentBytes, reserveStepBytes);
        this.encoder = new BatchEncoder(compressFromBytes);
    }

    /**
     * Opens a recovered log for writing, and begins a new one with a segment that states {@code end} as its first
     * position.
     */
    public static SegmentStore open(
            LogFolder folder,
            LogRecovery.Recovered log,
            long end,
            LogDisk disk,
            long segmentBytes,
            int reserveStepBytes,
            int compressFromBytes)
            throws IOException {
        SegmentStore store =
                new SegmentStore(
                        folder,
                        log.identity(),
                        log.segments(),
                        disk,
                        segmentBytes,
                        reserveStepBytes,
                        compressFromBytes);
        try {
            store.openNewest(log, end);
            CleanStop.remove(folder, disk);
            return store;
        } catch (IOException e) {
            store.close();
            throw e;
        }
    }

    private void openNewest(LogRecovery.Recovered log, long end) throws IOException {
        if (log.segments().isEmpty()) {
            begin(builder.build(1, appender -> state(appender, end)), end);
            disk.forceFolder(folder.path());
            log.identity().write(folder, disk);
        } else {
            long reserved = SegmentAppender.pageAfter(log.endOffset());
            openCurrent(log.segments().getLast(), log.endOffset(), reserved);
        }
        int number = current.segment.number();
        pagesAhead = new PagesAhead(disk, segmentBytes, number, current.appender.end());
        writeBack = new EarlyWriteBack(disk, segmentBytes, number, current.appender.end());
        if (!folder.discardedFiles().isEmpty()) {
            throw new IOException(
                    "Chronicle Queue could not read a segment and put it aside as "
                            + folder.discardedFiles().getFirst()
                            + "; rename it back and start again");
        }
    }

    /** A batch without payload: it states where the log stands. */
    private static void state(SegmentAppender appender, long position) throws IOException {
        appender.append(new byte[0], 0, 0, position, 0, 0, position);
    }

    private void begin(SegmentBuilder.BuiltSegment built, long firstPosition) throws IOException {
        Path file = builder.install(built);
        Segment segment = new Segment(built.number(), file, firstPosition, built.mark());
        synchronized (segments) {
            segments.add(segment);
        }
        openCurrent(segment, built.end(), built.reservedUntil());
    }

    private void openCurrent(Segment segment, long end, long reservedUntil) throws IOException {
        FileChannel channel = channelOf(segment.file());
        queue = new CycleQueue(folder.path(), segment.number(), segmentBytes, disk);
        current = new Open(segment, channel, appenderOf(segment, end, reservedUntil));
    }

    private static FileChannel channelOf(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private SegmentAppender appenderOf(Segment segment, long end, long reservedUntil) {
        return new SegmentAppender(
                segment.file(),
                queue,
                disk,
                encoder,
                reserveStepBytes,
                segment.mark(),
                end,
                reservedUntil);
    }

    // ---- the writer thread

    /** Appends one batch; see {@link SegmentAppender#append} for what may be thrown. */
    public void append(
            byte[] payload,
            int length,
            long position,
            long wallTimeMillis,
            int commandCount,
            long durablePosition)
            throws IOException {
        current.appender.append(
                payload, 0, length, position, wallTimeMillis, commandCount, durablePosition);
    }

    /** The current segment is as long as a segment should be. */
    public boolean isFull() {
        return current.appender.end() >= segmentBytes;
    }

    /**
     * The current segment must not grow further, or recovery would take too long. It comes to this only while the
     * disk is so slow that the next segment cannot be made.
     */
    public boolean isOverfull() {
        return current.appender.end() >= MAX_GROWTH * segmentBytes;
    }

    /** Whether the sync thread should fetch pages that are written soon. */
    public boolean isFetchDue() {
        Open open = current;
        return pagesAhead.isDue(open.segment.number(), open.appender.end());
    }

    /** Whether the sync thread should have some of what is appended written back. */
    public boolean isWriteBackDue() {
        Open open = current;
        return writeBack.isDue(open.segment.number(), open.appender.end());
    }

    /** Where the current segment begins. */
    public long currentFirstPosition() {
        return current.segment.firstPosition();
    }

    /** Begins the prepared segment. False when there is none yet. */
    public boolean roll(long position, long durablePosition) throws IOException {
        SegmentBuilder.BuiltSegment built = prepared;
        if (built == null) {
            return false;
        }
        Path file = builder.install(built);
        Segment segment = new Segment(built.number(), file, position, built.mark());
        synchronized (segments) {
            segments.add(segment);
        }
        // The sync thread builds the next segment from here on: its number must be free.
        prepared = null;
        folderDirty = true;
        queue.rollTo(built.number());
        Open next =
                new Open(
                        segment,
                        channelOf(file),
                        appenderOf(segment, built.end(), built.reservedUntil()));
        synchronized (unsynced) {
            unsynced.add(current);
        }
        current = next;
        next.appender.append(new byte[0], 0, 0, position, 0, 0, durablePosition);
        return true;
    }

    /**
     * Puts a new segment in the place of everything from {@code firstPosition} on: the content states it again. The
     * segments that were not durable stay for what stands before that position, or, when a snapshot covers that,
     * go to quarantine. When this returns, all that the content appended is durable, and the log goes on behind it.
     */
    public void replaceTail(long firstPosition, SegmentBuilder.Content content, boolean setOldAside)
            throws IOException {
        synchronized (buildLock) {
            synchronized (syncLock) {
                prepared = null;
                SegmentBuilder.BuiltSegment built =
                        builder.build(
                                nextNumber(),
                                appender -> {
                                    state(appender, firstPosition);
                                    content.appendTo(appender);
                                });
                closeQueue();
                List<Segment> old = sealUnsynced();
                begin(built, firstPosition);
                disk.forceFolder(folder.path());
                if (setOldAside) {
                    setAside(old);
                }
                broken = null;
                folderDirty = false;
            }
        }
    }

    /** A queue whose mapping failed may fail again while it closes; its successor does without it. */
    private void closeQueue() {
        if (queue != null) {
            try {
                queue.close();
            } catch (IOException ignored) {
                // What was wrong with it is known and reported; nothing depends on its end.
            }
            queue = null;
        }
    }

    /** Renames what is not durable, so that Chronicle does not write to it again; returns all segments so far. */
    private List<Segment> sealUnsynced() throws IOException {
        List<Open> opens;
        synchronized (unsynced) {
            opens = new ArrayList<>(unsynced);
            unsynced.clear();
        }
        opens.add(current);
        synchronized (segments) {
            for (Open open : opens) {
                open.channel.close();
                Path sealed = folder.sealedSegment(open.segment.number());
                int index = segments.indexOf(open.segment);
                if (index >= 0 && Files.exists(open.segment.file())) {
                    Files.move(open.segment.file(), sealed);
                    segments.set(
                            index,
                            new Segment(
                                    open.segment.number(),
                                    sealed,
                                    open.segment.firstPosition(),
                                    open.segment.mark()));
                }
            }
            return new ArrayList<>(segments);
        }
    }

    private void setAside(List<Segment> old) throws IOException {
        for (Segment segment : old) {
            folder.setAside(segment.file(), disk);
            synchronized (segments) {
                segments.remove(segment);
            }
        }
    }

    // ---- any thread

    /** Whether segments that recovery does not need any more are retained from now on. */
    public void retain(boolean wanted) {
        retaining = wanted;
    }

    /**
     * Makes durable what is appended, and returns how far that reaches: the position that {@code appended} gives
     * is read first. Once it has failed it fails until the tail is replaced.
     */
    public long sync(LongSupplier appended) throws IOException {
        synchronized (syncLock) {
            if (broken != null) {
                throw broken;
            }
            try {
                long position = appended.getAsLong();
                Open writing = current;
                forceUnsynced();
                if (folderDirty) {
                    folderDirty = false;
                    disk.forceFolder(folder.path());
                }
                if (writing.channel.isOpen()) {
                    disk.force(writing.segment.file(), writing.channel);
                    noteNewest(writing.segment.number());
                } // else it was rolled away meanwhile, and forced with the others
                return position;
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }
    }

    private void noteNewest(int number) {
        if (number > noted) {
            try {
                NewestSegment.note(folder, number, disk);
                noted = number;
            } catch (IOException ignored) {
                // The segment is durable all the same; the next sync tries again.
            }
        }
    }

    private void forceUnsynced() throws IOException {
        while (true) {
            Open oldest;
            synchronized (unsynced) {
                oldest = unsynced.peek();
            }
            if (oldest == null) {
                return;
            }
            disk.force(oldest.segment.file(), oldest.channel);
            synchronized (unsynced) {
                unsynced.remove(oldest);
            }
            oldest.channel.truncate(
                    SegmentAppender.pageAfter(oldest.appender.end() + CycleQueue.MAX_INDEX_BYTES));
            oldest.channel.close();
        }
    }

    /** The log's segments at this moment, in order. */
    public List<Segment> segments() {
        synchronized (segments) {
            return List.copyOf(segments);
        }
    }

    /** Bytes that the segment files take on the disk, about. */
    public long diskBytes() {
        long total = current.appender.reservedUntil();
        for (Segment segment : segments()) {
            if (segment.number() != current.segment.number()) {
                total += segment.file().toFile().length();
            }
        }
        return total;
    }

    public long savedBytes() {
        return encoder.savedBytes();
    }

    // ---- the sync thread

    /** Fetches some of the pages that are written soon; false when that is done for now. */
    public boolean fetchAhead() {
        Open open = current;
        return pagesAhead.fetch(open.segment, open.appender.end(), prepared);
    }

    /** Has a portion of what is appended written back, ahead of the next sync; false when that is done for now. */
    public boolean writeBack() {
        Open open = current;
        return writeBack.begin(open.segment, open.appender.end());
    }

    public boolean isPrepared() {
        return prepared != null;
    }

    /** Builds the next segment, so that a roll is a rename. */
    public void prepare() throws IOException {
        synchronized (buildLock) {
            if (prepared == null) {
                prepared = builder.build(nextNumber(), appender -> {});
            }
        }
    }

    private int nextNumber() {
        synchronized (segments) {
            return segments.getLast().number() + 1;
        }
    }

    /** False where a segment that is to be retained cannot be moved: it stays, and is looked at again next time. */
    private boolean remove(Segment segment, long end) throws IOException {
        if (!retaining) {
            Files.deleteIfExists(segment.file());
            return true;
        }
        try {
            folder.retire(segment, end, disk);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Deletes the segments that end at or before this position, or retains them; the current one stays. All is durable.
     */
    public void deleteBefore(long position) throws IOException {
        boolean deleted = false;
        synchronized (segments) {
            while (segments.size() > 1 && LogRecovery.boundOf(segments, 0) <= position) {
                if (!remove(segments.getFirst(), LogRecovery.boundOf(segments, 0))) {
                    break;
                }
                segments.removeFirst();
                deleted = true;
            }
        }
        if (deleted) {
            disk.forceFolder(folder.path());
        }
    }

    // ---- the end

    /** Leaves the mark of a clean stop behind a last, successful sync. Nothing can be appended from then on. */
    public void markCleanStop(Identity identity, long position) throws IOException, LogException {
        queue.close();
        queue = null;
        SegmentScan newest = SegmentScan.of(current.segment, false);
        new CleanStop(identity.id(), current.segment.number(), position, newest.metadataChecksum())
                .write(folder, disk);
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.channel.close();
        }
        synchronized (unsynced) {
            for (Open open : unsynced) {
                open.channel.close();
            }
        }
        if (queue != null) {
            queue.close();
        }
        folder.emptyBuilding();
    }
}
