// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of one document, little-endian throughout:
 *
 * <pre>
 *   0         4     5     6     8          16         24         32         40        44        48        52
 *   +---------+-----+-----+-----+----------+----------+----------+----------+---------+---------+---------+--------
 *   | crc32c  | ver | kind|flags| mark     | position | wall     | durable  | commands| raw     | stored  | payload
 *   +---------+-----+-----+-----+----------+----------+----------+----------+---------+---------+---------+--------
 * </pre>
 *
 * <ul>
 *   <li>{@code crc32c} covers everything behind itself, the payload included.
 *   <li>{@code mark} is drawn at random for each segment: a record of another file, or one that a client smuggled
 *       into a value, cannot pass for a record of this segment.
 *   <li>{@code position} is the log position of the first payload byte; {@code wall} milliseconds since 1970;
 *       {@code durable} the durable position known when the document was written.
 *   <li>{@code raw} and {@code stored} are the payload's length before and after compression.
 * </ul>
 *
 * <p>A batch is one document, unless it is longer than {@value #MAX_PART_BYTES} bytes: then it is several in a row,
 * all but the last with {@link #FLAG_CONTINUES}, and counts only when it is whole. All codes are append-only.
 */
public final class BatchLayout {
    public static final int VERSION = 1;

    /** The first document of each segment; its payload is described in {@link OpeningLayout}. */
    public static final int KIND_OPENING = 1;

    /** A batch of effects, or a part of one; without payload, it only states the position. */
    public static final int KIND_BATCH = 2;

    /** The payload is one LZ4 block. */
    public static final int FLAG_LZ4 = 1;

    /** The next document goes on with the same batch. */
    public static final int FLAG_CONTINUES = 1 << 1;

    static final int KNOWN_FLAGS = FLAG_LZ4 | FLAG_CONTINUES;

    public static final int HEADER_BYTES = 52;

    /** Bounds what a reader ever allocates for a document, whatever a damaged length says. */
    public static final int MAX_PART_BYTES = 2 << 20;

    public static final int MAX_DOCUMENT_BYTES = HEADER_BYTES + MAX_PART_BYTES;

    private static final int CRC = 0;
    private static final int CODED_FROM = CRC + 4;
    private static final int VERSION_AT = CODED_FROM;
    private static final int KIND = VERSION_AT + 1;
    private static final int FLAGS = KIND + 1;

    /** Where the mark stands, for a search through a damaged file. */
    public static final int MARK = FLAGS + 2;

    private static final int POSITION = MARK + 8;
    private static final int WALL = POSITION + 8;
    private static final int DURABLE = WALL + 8;
    private static final int COMMANDS = DURABLE + 8;
    private static final int RAW = COMMANDS + 4;
    private static final int STORED = RAW + 4;

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private BatchLayout() {}

    public static int crc(byte[] document, int at) {
        return getInt(document, at + CRC);
    }

    public static int version(byte[] document, int at) {
        return document[at + VERSION_AT] & 0xff;
    }

    public static int kind(byte[] document, int at) {
        return document[at + KIND] & 0xff;
    }

    public static int flags(byte[] document, int at) {
        return (short) SHORTS.get(document, at + FLAGS) & 0xffff;
    }

    public static long mark(byte[] document, int at) {
        return getLong(document, at + MARK);
    }

    public static long position(byte[] document, int at) {
        return getLong(document, at + POSITION);
    }

    public static long wallTimeMillis(byte[] document, int at) {
        return getLong(document, at + WALL);
    }

    public static long durablePosition(byte[] document, int at) {
        return getLong(document, at + DURABLE);
    }

    public static int commandCount(byte[] document, int at) {
        return getInt(document, at + COMMANDS);
    }

    public static int rawLength(byte[] document, int at) {
        return getInt(document, at + RAW);
    }

    public static int storedLength(byte[] document, int at) {
        return getInt(document, at + STORED);
    }

    static void kind(byte[] document, int at, int kind, int flags) {
        document[at + VERSION_AT] = VERSION;
        document[at + KIND] = (byte) kind;
        SHORTS.set(document, at + FLAGS, (short) flags);
    }

    static void mark(byte[] document, int at, long mark) {
        putLong(document, at + MARK, mark);
    }

    static void place(byte[] document, int at, long position, long wallTimeMillis, int commands) {
        putLong(document, at + POSITION, position);
        putLong(document, at + WALL, wallTimeMillis);
        INTS.set(document, at + COMMANDS, commands);
    }

    static void durablePosition(byte[] document, int at, long durablePosition) {
        putLong(document, at + DURABLE, durablePosition);
    }

    static void lengths(byte[] document, int at, int rawLength, int storedLength) {
        INTS.set(document, at + RAW, rawLength);
        INTS.set(document, at + STORED, storedLength);
    }

    static void crc(byte[] document, int at, int crc) {
        INTS.set(document, at + CRC, crc);
    }

    /** The checksum of a header and of a payload that may stand elsewhere. */
    static int crcOf(
            CRC32C crc, byte[] header, int at, byte[] payload, int payloadAt, int payloadLength) {
        crc.reset();
        crc.update(header, at + CODED_FROM, HEADER_BYTES - CODED_FROM);
        crc.update(payload, payloadAt, payloadLength);
        return (int) crc.getValue();
    }

    static int getInt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    static long getLong(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }
}
