// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;
import dev.cairn.aof.batch.BatchDecoder;
import dev.cairn.aof.batch.BatchLayout;
import dev.cairn.aof.batch.OpeningLayout;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Reads one segment file from its start, document by document, and checks each.
 *
 * <p>A cycle file is a chain of records, each behind a word of four bytes, little-endian, at a multiple of four:
 *
 * <pre>
 *   31            30         29                                   0
 *   +-------------+----------+------------------------------------+
 *   | unfinished  | metadata | length of what follows             |     0 = nothing written here yet
 *   +-------------+----------+------------------------------------+     both bits, length 0 = end of the cycle
 * </pre>
 *
 * Metadata is Chronicle's own (header and index) and is stepped over; no more than its checksum is taken. The file is read
 * into the heap: no length is believed beyond its bound, and a file that is damaged or still being written can do no harm.
 */
public final class SegmentReader implements AutoCloseable {
    /** Why {@link #next} found no further document. */
    public enum Ending {
        /** The queue closed the segment behind its last document. */
        CLOSED,
        /** Nothing was written beyond. */
        UNWRITTEN,
        /** What stands there is no valid document: {@link #fault} says what it is. */
        FAULTY
    }

    private static final int UNFINISHED = 0x8000_0000;
    private static final int METADATA = 0x4000_0000;
    private static final int LENGTH = 0x3fff_ffff;
    private static final int END_OF_CYCLE = UNFINISHED | METADATA;
    private static final int WORD_BYTES = 4;

    /** Chronicle's header and index blocks take two kilobytes with our index count. */
    private static final int MAX_METADATA_BYTES = 64 * 1024;

    /** Enough for a segment's beginning, which is all that is read of most; the rest is read in larger steps. */
    private static final int FIRST_BUFFER_BYTES = 32 * 1024;

    private static final int BUFFER_BYTES = 1 << 20;

    /** What most of a segment with room left is. */
    private static final byte[] ZEROS = new byte[8 * 1024];

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final SegmentBytes bytes;
    private final BatchDecoder decoder = new BatchDecoder();
    private final CRC32C metadata = new CRC32C();

    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private long bufferOffset;
    private int buffered;

    private long offset;
    private int documentAt;
    private int documentLength;
    private Ending ending;
    private String fault;

    private long mark;
    private UUID id;
    private long epoch;
    private int number;
    private long openingEnd;
    private long nextPosition = -1;

    private SegmentReader(Path file) throws IOException {
        this.file = file;
        this.bytes = SegmentBytes.of(file);
    }

    /** Opens a segment and reads its opening; a file without a valid one is damaged. */
    public static SegmentReader open(Path file) throws IOException, LogException {
        SegmentReader reader = new SegmentReader(file);
        try {
            reader.readOpening();
            return reader;
        } catch (IOException | LogException e) {
            reader.close();
            throw e;
        }
    }

    private void readOpening() throws IOException, LogException {
        if (!nextDocument() || BatchLayout.kind(buffer, documentAt) != BatchLayout.KIND_OPENING) {
            throw damaged(fault == null ? "it has no opening record" : fault);
        }
        byte[] payload = new byte[BatchLayout.rawLength(buffer, documentAt)];
        String unpacked = decoder.unpack(buffer, documentAt, payload, 0);
        if (unpacked != null || payload.length < OpeningLayout.BYTES) {
            throw damaged("its opening record is no opening");
        }
        mark = BatchLayout.mark(buffer, documentAt);
        id = OpeningLayout.id(payload);
        epoch = OpeningLayout.epoch(payload);
        number = OpeningLayout.segment(payload);
        openingEnd = offset;
    }

    private LogException damaged(String what) {
        return new LogException(
                "Log segment "
                        + file
                        + " is damaged at byte "
                        + offset
                        + ": "
                        + what
                        + ". Every segment begins with a record that says whose it is. Restore the"
                        + " file from a backup, or, to give up what it holds and everything after"
                        + " it, move it and all later segments out of the folder.");
    }

    /** Goes to the next batch or part of a batch. False at the end, whose kind {@link #ending} tells. */
    public boolean next() throws IOException {
        if (!nextDocument()) {
            return false;
        }
        if (BatchLayout.mark(buffer, documentAt) != mark) {
            return faulty("a record of another segment");
        }
        if (BatchLayout.kind(buffer, documentAt) != BatchLayout.KIND_BATCH) {
            return faulty("a second opening record");
        }
        if (nextPosition >= 0 && position() != nextPosition) {
            return faulty(
                    "a record of position " + position() + " where " + nextPosition + " follows");
        }
        nextPosition = position() + rawLength();
        return true;
    }

    /**
     * Looks again at the place where the reading ended, for a segment that is still being written: what was not there or
     * not finished may be so now.
     */
    public void lookAgain() {
        ending = null;
        fault = null;
        buffered = 0;
    }

    /** Returns when what was read so far survives a power loss. */
    public void force() throws IOException {
        bytes.force();
    }

    private boolean nextDocument() throws IOException {
        if (ending != null) {
            return false;
        }
        offset = nextOffset();
        documentLength = 0;
        while (true) {
            int at = require(offset, WORD_BYTES);
            int word = at < 0 ? 0 : (int) INTS.get(buffer, at);
            if (word == 0 || word == END_OF_CYCLE) {
                ending = word == 0 ? Ending.UNWRITTEN : Ending.CLOSED;
                return false;
            }
            if ((word & UNFINISHED) != 0) {
                return faulty("a record that was not finished");
            }
            int length = word & LENGTH;
            boolean document = (word & METADATA) == 0;
            if (length > (document ? BatchLayout.MAX_DOCUMENT_BYTES : MAX_METADATA_BYTES)) {
                return faulty("a record length of " + length);
            }
            if (document) {
                return checkDocument(length);
            }
            at = require(offset, WORD_BYTES + length);
            if (at >= 0) {
                metadata.update(buffer, at, WORD_BYTES + length);
            }
            offset = SegmentAppender.align(offset + WORD_BYTES + length);
        }
    }

    private boolean checkDocument(int length) throws IOException {
        int at = require(offset, WORD_BYTES + length);
        if (at < 0) {
            return faulty("a record of " + length + " bytes beyond the file's end");
        }
        String found = decoder.fault(buffer, at + WORD_BYTES, length);
        if (found != null) {
            return faulty(found);
        }
        documentAt = at + WORD_BYTES;
        documentLength = length;
        return true;
    }

    private boolean faulty(String what) {
        ending = Ending.FAULTY;
        fault = what;
        documentLength = 0;
        return false;
    }

    private long nextOffset() {
        return documentLength == 0
                ? offset
                : SegmentAppender.align(offset + WORD_BYTES + documentLength);
    }

    /** The place of these file bytes in the buffer, which is filled as needed; -1 when the file ends before. */
    private int require(long from, int count) throws IOException {
        if (from >= bufferOffset && from + count <= bufferOffset + buffered) {
            return (int) (from - bufferOffset);
        }
        boolean inside = from >= bufferOffset && from < bufferOffset + buffered;
        int kept = inside ? (int) (bufferOffset + buffered - from) : 0;
        boolean first = bufferOffset == 0 && buffered == 0;
        int capacity = Math.max(first ? FIRST_BUFFER_BYTES : BUFFER_BYTES, 2 * count);
        byte[] target = capacity > buffer.length ? new byte[capacity] : buffer;
        if (kept > 0) {
            System.arraycopy(buffer, (int) (from - bufferOffset), target, 0, kept);
        }
        buffer = target;
        bufferOffset = from;
        buffered = kept;
        while (buffered < count) {
            int read = bytes.read(buffer, buffered, buffer.length - buffered, from + buffered);
            if (read < 0) {
                return -1;
            }
            buffered += read;
        }
        return 0;
    }

    /**
     * What stands behind the place where the reading ended.
     *
     * @param written whether anything does
     * @param durablePosition the highest durable position that valid documents there state, or -1. What they state
     *     was true: a fault before it is damage, not a torn write
     */
    record Remains(boolean written, long durablePosition) {}

    /** Searches the rest of the file for documents that bear this segment's mark. */
    Remains remains() throws IOException {
        long highest = -1;
        boolean written = false;
        for (long from = offset; require(from, BatchLayout.HEADER_BYTES) >= 0; ) {
            int at = (int) (from - bufferOffset);
            int last = buffered - BatchLayout.HEADER_BYTES;
            while (at <= last && BatchLayout.mark(buffer, at) != mark) {
                if (isEmptyFrom(at)) {
                    at += ZEROS.length - BatchLayout.HEADER_BYTES;
                } else {
                    written |= (int) INTS.get(buffer, at) != 0;
                    at += WORD_BYTES;
                }
            }
            from = bufferOffset + at;
            if (at <= last) {
                written = true;
                highest = Math.max(highest, statedDurable(from, at));
                from += WORD_BYTES;
            }
        }
        return new Remains(written, highest);
    }

    /** Whether nothing was written for long: neither a mark nor anything else stands up to a header before the end of that. */
    private boolean isEmptyFrom(int at) {
        return mark != 0
                && buffered - at >= ZEROS.length
                && (int) INTS.get(buffer, at) == 0
                && Arrays.equals(buffer, at, at + ZEROS.length, ZEROS, 0, ZEROS.length);
    }

    private long statedDurable(long from, int at) throws IOException {
        int stored = BatchLayout.storedLength(buffer, at);
        if (stored < 0 || stored > BatchLayout.MAX_PART_BYTES) {
            return -1;
        }
        int length = BatchLayout.HEADER_BYTES + stored;
        int whole = require(from, length);
        boolean valid = whole >= 0 && decoder.fault(buffer, whole, length) == null;
        return valid ? BatchLayout.durablePosition(buffer, whole) : -1;
    }

    /** Writes the payload's raw bytes to {@code target}; a fault is damage that the checksum did not show. */
    public String unpack(byte[] target, int targetAt) {
        return decoder.unpack(buffer, documentAt, target, targetAt);
    }

    void copyTo(SegmentAppender target) throws IOException {
        target.copy(buffer, documentAt, documentLength);
    }

    public long position() {
        return BatchLayout.position(buffer, documentAt);
    }

    public int rawLength() {
        return BatchLayout.rawLength(buffer, documentAt);
    }

    public int storedLength() {
        return BatchLayout.storedLength(buffer, documentAt);
    }

    public int flags() {
        return BatchLayout.flags(buffer, documentAt);
    }

    public boolean continues() {
        return (flags() & BatchLayout.FLAG_CONTINUES) != 0;
    }

    public long wallTimeMillis() {
        return BatchLayout.wallTimeMillis(buffer, documentAt);
    }

    public long durablePosition() {
        return BatchLayout.durablePosition(buffer, documentAt);
    }

    public int commandCount() {
        return BatchLayout.commandCount(buffer, documentAt);
    }

    /** Where the document at hand begins, or where the reading ended, in bytes from the file's start. */
    public long offset() {
        return offset;
    }

    /** Where the document at hand ends. */
    public long endOffset() {
        return nextOffset();
    }

    public Ending ending() {
        return ending;
    }

    public String fault() {
        return fault;
    }

    /** CRC32C of all metadata up to here. */
    long metadataChecksum() {
        return metadata.getValue();
    }

    public Path file() {
        return file;
    }

    public long mark() {
        return mark;
    }

    public UUID id() {
        return id;
    }

    public long epoch() {
        return epoch;
    }

    public int number() {
        return number;
    }

    /** Where the documents behind the opening begin. */
    public long openingEnd() {
        return openingEnd;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
