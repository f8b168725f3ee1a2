// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.entry;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;

/**
 * The bytes of one entry: a key and its value, or an element of a big collection and what belongs to it.
 *
 * <pre>
 *  0        1        2                    5        6            8
 * +--------+--------+--------------------+--------+------------+
 * | kind   | flags  | clock (24 bits)    | key    | value      |
 * | type   |        | LRU seconds, or    | length | length     |
 * | +enc.  |        | LFU time + counter |        |            |
 * +--------+--------+--------------------+--------+------------+
 * | key length (32 bits)     | value length (32 bits)          |  only with WIDE; the short ones are 0 then
 * +--------------------------+---------------------------------+
 * | expires at (64 bits, milliseconds since 1970)              |  only with EXPIRES
 * +------------------------------------------------------------+
 * | key ...                       | value ...                  |
 * +-------------------------------+----------------------------+
 *
 * value with EXTERNAL:
 * +-------------------------------+----------------------------+
 * | address of the block (64)     | length (64)                |
 * +-------------------------------+----------------------------+
 * </pre>
 *
 * <p>kind: the type's code in the low four bits, the encoding's in the high four. A key of up to 255 bytes with a value
 * of up to 65535 costs eight bytes of header. A long value lies in a block of its own, so that a rename or a new
 * expiry does not copy it; a value that is the root of a big collection is its address, eight bytes.
 */
public final class EntryLayout {
    /** The entry carries an expiry. */
    public static final int EXPIRES = 1;

    /** The lengths are 32 bits each, behind the header. */
    public static final int WIDE = 1 << 1;

    /** The value lies in a block of its own. */
    public static final int EXTERNAL = 1 << 2;

    /** A running snapshot has this entry already, or it was born after its start. */
    public static final int HANDED = 1 << 3;

    static final int KIND_OFFSET = 0;
    static final int FLAGS_OFFSET = 1;
    static final int CLOCK_OFFSET = 2;
    static final int KEY_LENGTH_OFFSET = 5;
    static final int VALUE_LENGTH_OFFSET = 6;
    static final int HEADER_BYTES = 8;
    static final int WIDE_BYTES = 8;
    static final int EXPIRY_BYTES = 8;

    /** What an external value takes in the entry itself. */
    public static final int EXTERNAL_BYTES = 16;

    /** Values longer than this lie in a block of their own. */
    public static final int LONGEST_INLINE_VALUE = 4096;

    static final int LONGEST_SHORT_KEY = 255;
    static final int LONGEST_SHORT_VALUE = 65535;

    private static final int FIRST_BIG = Encoding.HASHTABLE.code() << 4;

    private static final int CLOCK_MASK = 0xff_ffff;

    private EntryLayout() {}

    /** The bytes that an entry takes whose value needs this many bytes inside it. */
    public static long bytes(int keyLength, int inlineLength, boolean expires) {
        long bytes = HEADER_BYTES + (long) keyLength + inlineLength;
        if (isWide(keyLength, inlineLength)) {
            bytes += WIDE_BYTES;
        }
        return expires ? bytes + EXPIRY_BYTES : bytes;
    }

    /** Writes everything before the key. The value's bytes are the caller's to write. */
    public static void writeHeader(
            Memory memory,
            long entry,
            ValueType type,
            Encoding encoding,
            int flags,
            int keyLength,
            int inlineLength,
            long expireAtMillis) {
        int all = flags & ~(EXPIRES | WIDE);
        boolean wide = isWide(keyLength, inlineLength);
        putKind(memory, entry, type, encoding);
        memory.putByte(entry + KEY_LENGTH_OFFSET, (byte) (wide ? 0 : keyLength));
        memory.putShort(entry + VALUE_LENGTH_OFFSET, (short) (wide ? 0 : inlineLength));
        long next = entry + HEADER_BYTES;
        if (wide) {
            all |= WIDE;
            memory.putInt(next, keyLength);
            memory.putInt(next + Integer.BYTES, inlineLength);
            next += WIDE_BYTES;
        }
        if (expireAtMillis >= 0) {
            all |= EXPIRES;
            memory.putLong(next, expireAtMillis);
        }
        memory.putByte(entry + FLAGS_OFFSET, (byte) all);
    }

    public static ValueType type(Memory memory, long entry) {
        return ValueType.ofCode(memory.getByte(entry) & 15);
    }

    public static Encoding encoding(Memory memory, long entry) {
        return Encoding.ofCode((memory.getByte(entry) & 0xff) >>> 4);
    }

    /** As {@link Encoding#isBig}, of an entry's encoding: no other is asked for so often. */
    public static boolean isBig(Memory memory, long entry) {
        return (memory.getByte(entry + KIND_OFFSET) & 0xff) >= FIRST_BIG;
    }

    /** Names another encoding that lays out the value's bytes alike. */
    public static void putEncoding(Memory memory, long entry, Encoding encoding) {
        int type = memory.getByte(entry + KIND_OFFSET) & 15;
        memory.putByte(entry + KIND_OFFSET, (byte) (type | (encoding.code() << 4)));
    }

    public static int flags(Memory memory, long entry) {
        return memory.getByte(entry + FLAGS_OFFSET);
    }

    public static void putFlags(Memory memory, long entry, int flags) {
        memory.putByte(entry + FLAGS_OFFSET, (byte) flags);
    }

    /** Sets or clears one flag. */
    public static void mark(Memory memory, long entry, int flag, boolean on) {
        int flags = flags(memory, entry);
        putFlags(memory, entry, on ? flags | flag : flags & ~flag);
    }

    /** The 24-bit access clock. */
    public static int clock(Memory memory, long entry) {
        return memory.getInt(entry + CLOCK_OFFSET) & CLOCK_MASK;
    }

    public static void putClock(Memory memory, long entry, int clock) {
        int behind = memory.getInt(entry + CLOCK_OFFSET) & ~CLOCK_MASK;
        memory.putInt(entry + CLOCK_OFFSET, behind | (clock & CLOCK_MASK));
    }

    public static boolean expires(Memory memory, long entry) {
        return (flags(memory, entry) & EXPIRES) != 0;
    }

    /** When the entry expires, or -1 if it does not. */
    public static long expireAtMillis(Memory memory, long entry) {
        int flags = flags(memory, entry);
        if ((flags & EXPIRES) == 0) {
            return -1;
        }
        return memory.getLong(entry + HEADER_BYTES + ((flags & WIDE) != 0 ? WIDE_BYTES : 0));
    }

    /** Sets the expiry of an entry that carries one already. */
    public static void putExpireAtMillis(Memory memory, long entry, long expireAtMillis) {
        int flags = flags(memory, entry);
        assert (flags & EXPIRES) != 0 && expireAtMillis >= 0;
        memory.putLong(
                entry + HEADER_BYTES + ((flags & WIDE) != 0 ? WIDE_BYTES : 0), expireAtMillis);
    }

    public static int keyLength(Memory memory, long entry) {
        return (flags(memory, entry) & WIDE) != 0
                ? memory.getInt(entry + HEADER_BYTES)
                : memory.getByte(entry + KEY_LENGTH_OFFSET) & 0xff;
    }

    public static long keyAddress(Memory memory, long entry) {
        int flags = flags(memory, entry);
        // Written without a branch: WIDE and EXPIRES each move the key by eight bytes.
        return entry + HEADER_BYTES + ((flags & EXPIRES) << 3) + ((flags & WIDE) << 2);
    }

    public static boolean keyEquals(Memory memory, long entry, ByteSlice key) {
        return keyLength(memory, entry) == key.length()
                && memory.matches(keyAddress(memory, entry), key);
    }

    /** Whether two entries have the same key. */
    public static boolean sameKey(Memory memory, long entry, long other) {
        int length = keyLength(memory, entry);
        return length == keyLength(memory, other)
                && memory.same(keyAddress(memory, entry), keyAddress(memory, other), length);
    }

    /** The bytes of the value that lie in the entry itself. */
    public static int inlineLength(Memory memory, long entry) {
        return (flags(memory, entry) & WIDE) != 0
                ? memory.getInt(entry + HEADER_BYTES + Integer.BYTES)
                : memory.getShort(entry + VALUE_LENGTH_OFFSET) & 0xffff;
    }

    /** Where the value's part in the entry itself begins. */
    public static long inlineAddress(Memory memory, long entry) {
        return keyAddress(memory, entry) + keyLength(memory, entry);
    }

    public static boolean isExternal(Memory memory, long entry) {
        return (flags(memory, entry) & EXTERNAL) != 0;
    }

    /** The length of the value's bytes, wherever they lie. */
    public static int valueLength(Memory memory, long entry) {
        return isExternal(memory, entry)
                ? (int) memory.getLong(inlineAddress(memory, entry) + Long.BYTES)
                : inlineLength(memory, entry);
    }

    /** Where the value's bytes begin, wherever they lie. */
    public static long valueAddress(Memory memory, long entry) {
        long inline = inlineAddress(memory, entry);
        return isExternal(memory, entry) ? memory.getLong(inline) : inline;
    }

    /** The root of a big collection. */
    public static long root(Memory memory, long entry) {
        assert isBig(memory, entry);
        return memory.getLong(inlineAddress(memory, entry));
    }

    public static void putRoot(Memory memory, long entry, long root) {
        assert isBig(memory, entry);
        memory.putLong(inlineAddress(memory, entry), root);
    }

    public static StoredBytes key(Memory memory, long entry, StoredBytes into) {
        return into.set(memory, keyAddress(memory, entry), keyLength(memory, entry));
    }

    /** The value as bytes; the number where the encoding is INT. */
    public static StoredBytes value(Memory memory, long entry, StoredBytes into) {
        return encoding(memory, entry) == Encoding.INT
                ? into.setInteger(memory.getLong(inlineAddress(memory, entry)))
                : into.set(memory, valueAddress(memory, entry), valueLength(memory, entry));
    }

    static void putInlineLength(Memory memory, long entry, int length) {
        if ((flags(memory, entry) & WIDE) != 0) {
            memory.putInt(entry + HEADER_BYTES + Integer.BYTES, length);
        } else {
            memory.putShort(entry + VALUE_LENGTH_OFFSET, (short) length);
        }
    }

    static void putKind(Memory memory, long entry, ValueType type, Encoding encoding) {
        memory.putByte(entry + KIND_OFFSET, (byte) (type.code() | (encoding.code() << 4)));
    }

    static boolean isWide(Memory memory, long entry) {
        return (flags(memory, entry) & WIDE) != 0;
    }

    static boolean isWide(int keyLength, int inlineLength) {
        return keyLength > LONGEST_SHORT_KEY || inlineLength > LONGEST_SHORT_VALUE;
    }
}
