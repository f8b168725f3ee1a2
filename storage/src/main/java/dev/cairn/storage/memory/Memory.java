// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Bounds-checked access to one reserved region of off-heap memory: the only door to {@code java.lang.foreign}.
 *
 * <p>An address is an offset into the region; 0 is no address. Numbers are little-endian and need no alignment. An
 * access beyond the region throws IndexOutOfBoundsException whatever the assertion setting, so a wrong address can
 * damage data of this region but never the process.
 *
 * <p>The segment is a constant that spans the whole address space, because the compiler folds a constant segment's own
 * checks away; what remains per access is the one check against the region.
 */
public final class Memory implements AutoCloseable {
    private static final MemorySegment ALL = Region.everything();
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle HEAP_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Up to this many bytes a loop of eight-byte moves beats a call to the copying stub. */
    private static final int SHORT_COPY_BYTES = 64;

    /** With what stands so far behind an address, {@link #fetch} has all that a short block holds. */
    public static final int SHORT_REACH = 24;

    private static final int LONG_FILL_BYTES = 64 << 10;

    /** So many bytes' bits are counted in one int. */
    private static final int COUNTED_BYTES = 1 << 20;

    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

    private final Region region;
    private final long start;

    // Zero after close: every later access fails its check instead of touching unmapped memory.
    private long bytes;

    // Written so that the compiler cannot leave out the reads that fetching is.
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    private Memory(Region region) {
        this.region = region;
        this.start = region.start();
        this.bytes = region.bytes();
    }

    /**
     * Reserves a region.
     *
     * @param wantedBytes how much; less may be granted, see {@link #notice()}
     * @param hugePages whether to ask the kernel for transparent huge pages
     */
    public static Memory reserve(long wantedBytes, boolean hugePages) {
        return new Memory(Region.reserve(wantedBytes, hugePages));
    }

    /** The size of the region. */
    public long bytes() {
        return bytes;
    }

    /** Why the region is smaller than wanted, or an empty text. */
    public String notice() {
        return region.notice();
    }

    public byte getByte(long address) {
        return ALL.get(BYTE, atByte(address));
    }

    public void putByte(long address, byte value) {
        ALL.set(BYTE, atByte(address), value);
    }

    public short getShort(long address) {
        return ALL.get(SHORT, atShort(address));
    }

    public void putShort(long address, short value) {
        ALL.set(SHORT, atShort(address), value);
    }

    public int getInt(long address) {
        return ALL.get(INT, atInt(address));
    }

    public void putInt(long address, int value) {
        ALL.set(INT, atInt(address), value);
    }

    public long getLong(long address) {
        return ALL.get(LONG, atLong(address));
    }

    public void putLong(long address, long value) {
        ALL.set(LONG, atLong(address), value);
    }

    /**
     * Reads at some addresses in a loop that does nothing else: the reads do not depend on each other, so the processor waits
     * for the memory of all of them together.
     */
    public void fetch(long[] addresses, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += getLong(addresses[i]);
        }
        fetched = sum;
    }

    /** As {@link #fetch(long[], int)}, and this far behind each address, which may be behind the region. */
    public void fetch(long[] addresses, int count, int reach) {
        fetch(addresses, count);
        long last = bytes - Long.BYTES;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += getLong(Math.min(addresses[i] + reach, last));
        }
        fetched = sum;
    }

    /** Copies bytes of the heap into the region. */
    public void copyIn(byte[] source, int offset, long address, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        long to = at(address, length);
        if (length > SHORT_COPY_BYTES) {
            MemorySegment.copy(source, offset, ALL, BYTE, to, length);
            return;
        }
        if (length < Long.BYTES) {
            for (int i = 0; i < length; i++) {
                ALL.set(BYTE, to + i, source[offset + i]);
            }
            return;
        }
        // Here and below the last eight bytes overlap those before, which is less work than single
        // bytes.
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            ALL.set(LONG, to + i, (long) HEAP_LONG.get(source, offset + i));
        }
        ALL.set(LONG, to + last, (long) HEAP_LONG.get(source, offset + last));
    }

    public void copyIn(ByteSlice source, long address) {
        copyIn(source.array(), source.offset(), address, source.length());
    }

    /** Copies bytes of the region to the heap. */
    public void copyOut(long address, byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        long from = at(address, length);
        if (length > SHORT_COPY_BYTES) {
            MemorySegment.copy(ALL, BYTE, from, target, offset, length);
            return;
        }
        if (length < Long.BYTES) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = ALL.get(BYTE, from + i);
            }
            return;
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            HEAP_LONG.set(target, offset + i, ALL.get(LONG, from + i));
        }
        HEAP_LONG.set(target, offset + last, ALL.get(LONG, from + last));
    }

    /** A stretch as sockets want it, which ends where the stretch does. Nobody may use it once the block beneath is freed. */
    public ByteBuffer view(long address, int length) {
        return ALL.asSlice(at(address, length), length).asByteBuffer();
    }

    /** Copies within the region; the two parts may overlap. */
    public void move(long from, long to, long length) {
        long source = at(from, length);
        long target = at(to, length);
        if (length > SHORT_COPY_BYTES
                || length < Long.BYTES
                || Math.abs(source - target) < length) {
            MemorySegment.copy(ALL, source, ALL, target, length);
            return;
        }
        long last = length - Long.BYTES;
        for (long i = 0; i < last; i += Long.BYTES) {
            ALL.set(LONG, target + i, ALL.get(LONG, source + i));
        }
        ALL.set(LONG, target + last, ALL.get(LONG, source + last));
    }

    /** Sets a stretch to one byte. */
    public void fill(long address, long length, byte value) {
        long to = at(address, length);
        if (length > LONG_FILL_BYTES) {
            // The slice is an object unless the compiler removes it, which long fills can afford.
            ALL.asSlice(to, length).fill(value);
            return;
        }
        long i = 0;
        for (long word = (value & 0xffL) * EACH_BYTE; i <= length - Long.BYTES; i += Long.BYTES) {
            ALL.set(LONG, to + i, word);
        }
        for (; i < length; i++) {
            ALL.set(BYTE, to + i, value);
        }
    }

    /** Whether the bytes from the address on are exactly the slice's. */
    public boolean matches(long address, ByteSlice slice) {
        int length = slice.length();
        byte[] array = slice.array();
        int offset = slice.offset();
        long from = at(address, length);
        if (length < Long.BYTES) {
            for (int i = 0; i < length; i++) {
                if (ALL.get(BYTE, from + i) != array[offset + i]) {
                    return false;
                }
            }
            return true;
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (ALL.get(LONG, from + i) != (long) HEAP_LONG.get(array, offset + i)) {
                return false;
            }
        }
        return ALL.get(LONG, from + last) == (long) HEAP_LONG.get(array, offset + last);
    }

    /** Whether two stretches hold the same bytes. */
    public boolean same(long one, long other, int length) {
        long a = at(one, length);
        long b = at(other, length);
        if (length < Long.BYTES) {
            for (int i = 0; i < length; i++) {
                if (ALL.get(BYTE, a + i) != ALL.get(BYTE, b + i)) {
                    return false;
                }
            }
            return true;
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (ALL.get(LONG, a + i) != ALL.get(LONG, b + i)) {
                return false;
            }
        }
        return ALL.get(LONG, a + last) == ALL.get(LONG, b + last);
    }

    /**
     * Combines two stretches bit by bit into a third, which may be one of them. Its loops count in longs: over an int, with
     * three addresses, the compiler leaves the checks in, and all takes four times as long.
     *
     * @param both what bits of the result say where the bit is set in both
     * @param either what they say where it is set in one of the two
     * @param flip which bits of the result are turned over then
     */
    public void combine(
            long one, long other, long to, long length, long both, long either, long flip) {
        long a = at(one, length);
        long b = at(other, length);
        long result = at(to, length);
        long i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            long x = ALL.get(LONG, a + i);
            long y = ALL.get(LONG, b + i);
            ALL.set(LONG, result + i, ((x & y & both) | ((x ^ y) & either)) ^ flip);
        }
        for (; i < length; i++) {
            byte x = ALL.get(BYTE, a + i);
            byte y = ALL.get(BYTE, b + i);
            ALL.set(BYTE, result + i, (byte) (((x & y & both) | ((x ^ y) & either)) ^ flip));
        }
    }

    /** How many bits are set in a stretch. */
    public long bitCount(long address, long length) {
        long from = at(address, length);
        long count = 0;
        for (long i = 0; i < length; i += COUNTED_BYTES) {
            count += bitCount(from + i, (int) Math.min(COUNTED_BYTES, length - i));
        }
        return count;
    }

    /** Four words at a time, in a loop over ints: so no sum waits for the one before, which is a tenth faster. */
    private static int bitCount(long from, int length) {
        int count = 0;
        int i = 0;
        for (; i <= length - 4 * Long.BYTES; i += 4 * Long.BYTES) {
            count +=
                    Long.bitCount(ALL.get(LONG, from + i))
                            + Long.bitCount(ALL.get(LONG, from + i + Long.BYTES))
                            + Long.bitCount(ALL.get(LONG, from + i + 2 * Long.BYTES))
                            + Long.bitCount(ALL.get(LONG, from + i + 3 * Long.BYTES));
        }
        for (; i < length; i++) {
            count += Integer.bitCount(ALL.get(BYTE, from + i) & 0xff);
        }
        return count;
    }

    /** How many bytes a stretch begins with that are this one. */
    public long run(long address, long length, byte value) {
        long from = at(address, length);
        long word = (value & 0xffL) * EACH_BYTE;
        long i = 0;
        while (i <= length - Long.BYTES && ALL.get(LONG, from + i) == word) {
            i += Long.BYTES;
        }
        while (i < length && ALL.get(BYTE, from + i) == value) {
            i++;
        }
        return i;
    }

    /** Gives the real memory of whole pages back to the machine; they read as zeros afterwards. */
    void release(long address, long length) {
        at(address, length);
        region.release(address, length);
    }

    /** Whether the kernel may make huge pages from now on, where they are wanted; see {@link Region#hugePages}. */
    void hugePages(boolean on) {
        region.hugePages(on);
    }

    /** Takes real memory for whole pages, which keep what they hold; any thread. */
    void populate(long address, long length) {
        at(address, length);
        region.populate(address, length);
    }

    /** Unmaps the region; every access fails from now on. */
    @Override
    public void close() {
        bytes = 0;
        region.close();
    }

    // The single check that the compiler knows best; after close the bound is negative, which fails
    // too.

    private long atByte(long address) {
        return start + Objects.checkIndex(address, bytes);
    }

    private long atShort(long address) {
        return start + Objects.checkIndex(address, bytes - (Short.BYTES - 1));
    }

    private long atInt(long address) {
        return start + Objects.checkIndex(address, bytes - (Integer.BYTES - 1));
    }

    private long atLong(long address) {
        return start + Objects.checkIndex(address, bytes - (Long.BYTES - 1));
    }

    private long at(long address, long length) {
        return start + Objects.checkFromIndexSize(address, length, bytes);
    }
}
