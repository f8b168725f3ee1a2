// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A HyperLogLog as a copy on the heap, that is changed and then put back. One is used again and again. */
final class HyperLogLog {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes = new byte[HllLayout.MOST_BYTES + 8];
    private final byte[] registers = new byte[HllLayout.REGISTERS];
    private final SparseRuns runs = new SparseRuns();
    private final ByteSlice slice = new ByteSlice();
    private int length;

    /** Becomes one without elements. */
    void clear() {
        Arrays.fill(bytes, 0, HllLayout.HEADER_BYTES, (byte) 0);
        HllLayout.writeMagic(bytes);
        bytes[HllLayout.ENCODING_OFFSET] = HllLayout.SPARSE;
        int run = HllLayout.REGISTERS - 1;
        bytes[HllLayout.HEADER_BYTES] = (byte) (0x40 | (run >> 8));
        bytes[HllLayout.HEADER_BYTES + 1] = (byte) run;
        length = HllLayout.HEADER_BYTES + 2;
    }

    /** Becomes a copy of a stored one; false where that is longer than any sound one. */
    boolean read(StoredBytes value) {
        if (value.length() > HllLayout.MOST_BYTES) {
            return false;
        }
        length = value.length();
        value.copyTo(bytes, 0);
        return true;
    }

    /** The bytes as they are now; a view that is good until the next change. */
    ByteSlice bytes() {
        return slice.set(bytes, 0, length);
    }

    boolean isDense() {
        return bytes[HllLayout.ENCODING_OFFSET] == HllLayout.DENSE;
    }

    static int register(long hash) {
        return (int) hash & (HllLayout.REGISTERS - 1);
    }

    /** One more than the zeros in front of the first bit that is set, of those that do not choose the register. */
    static int count(long hash) {
        long counted = (hash >>> HllLayout.INDEX_BITS) | (1L << HllLayout.HASH_BITS);
        return Long.numberOfTrailingZeros(counted) + 1;
    }

    /**
     * Raises a register to a count, as one of {@link SparseRuns}' outcomes; becomes dense where it has to.
     *
     * @param sparseLimit the most bytes of the sparse form
     */
    int raise(int register, int count, long sparseLimit) {
        if (isDense()) {
            if (dense(register) >= count) {
                return SparseRuns.UNCHANGED;
            }
            putDense(register, count);
            return SparseRuns.CHANGED;
        }
        int outcome =
                runs.set(
                        bytes,
                        length,
                        register,
                        count,
                        Math.min(sparseLimit, HllLayout.MOST_BYTES));
        if (outcome == SparseRuns.TOO_LARGE) {
            if (!toDense()) {
                return SparseRuns.CORRUPTED;
            }
            putDense(register, count);
            return SparseRuns.CHANGED;
        }
        length = runs.end();
        return outcome;
    }

    /** Becomes dense; false, and nothing changes, where the sparse form is corrupted. */
    boolean toDense() {
        if (isDense()) {
            return true;
        }
        Arrays.fill(registers, (byte) 0);
        if (!mergeSparse(registers)) {
            return false;
        }
        bytes[HllLayout.ENCODING_OFFSET] = HllLayout.DENSE;
        length = HllLayout.DENSE_BYTES;
        putAll(registers);
        return true;
    }

    /** Raises registers, one a byte, to those of the sparse form; false where that is corrupted. */
    boolean mergeSparse(byte[] target) {
        int register = 0;
        int at = HllLayout.HEADER_BYTES;
        while (at < length) {
            int code = bytes[at] & 0xff;
            int run = HllLayout.run(code, at + 1 < length ? bytes[at + 1] & 0xff : 0);
            if (register + run > target.length) {
                return false;
            }
            if (HllLayout.isValue(code)) {
                for (int i = register; i < register + run; i++) {
                    target[i] = (byte) Math.max(target[i], HllLayout.value(code));
                }
            }
            register += run;
            at += HllLayout.isLongZero(code) ? 2 : 1;
        }
        return register == target.length && at == length;
    }

    /** Sets all registers of the dense form to these, one a byte. */
    void putAll(byte[] source) {
        // What a word has beyond its 48 bits is overwritten by the next one; the last one's is
        // beyond the end.
        for (int i = 0, at = HllLayout.HEADER_BYTES; i < source.length; i += Long.BYTES, at += 6) {
            long word = (long) LONGS.get(source, i);
            word = (word & 0x3f_003f_003f_003fL) | (word >>> 2 & 0xfc0_0fc0_0fc0_0fc0L);
            word = (word & 0xfff_0000_0fffL) | (word >>> 4 & 0xff_f000_00ff_f000L);
            word = (word & 0xff_ffffL) | (word >>> 8 & 0xffff_ff00_0000L);
            LONGS.set(bytes, at, word);
        }
    }

    int dense(int register) {
        int at = HllLayout.denseByte(register);
        int shift = HllLayout.denseShift(register);
        int pair = (bytes[at] & 0xff) | (shift > 2 ? (bytes[at + 1] & 0xff) << 8 : 0);
        return (pair >> shift) & HllLayout.MOST_COUNT;
    }

    private void putDense(int register, int count) {
        int at = HllLayout.denseByte(register);
        int shift = HllLayout.denseShift(register);
        bytes[at] = (byte) ((bytes[at] & ~(HllLayout.MOST_COUNT << shift)) | (count << shift));
        if (shift > 2) {
            int kept = 8 - shift;
            bytes[at + 1] =
                    (byte) ((bytes[at + 1] & ~(HllLayout.MOST_COUNT >> kept)) | (count >> kept));
        }
    }

    /** The runs of the sparse form in words: {@code Z:1000 v:3,1 z:5}. */
    String describe() {
        StringBuilder text = new StringBuilder();
        for (int at = HllLayout.HEADER_BYTES; at < length; at++) {
            int code = bytes[at] & 0xff;
            text.append(text.isEmpty() ? "" : " ");
            if (HllLayout.isValue(code)) {
                text.append("v:").append(HllLayout.value(code)).append(',');
                text.append(HllLayout.run(code, 0));
            } else if (HllLayout.isZero(code)) {
                text.append("z:").append(HllLayout.run(code, 0));
            } else {
                at++;
                text.append("Z:").append(HllLayout.run(code, at < length ? bytes[at] & 0xff : 0));
            }
        }
        return text.toString();
    }

    /** Whether the count that was worked out last still holds. */
    boolean isCacheFresh() {
        return (bytes[HllLayout.STALE_OFFSET] & HllLayout.STALE) == 0;
    }

    long cachedCount() {
        return bytes().longAt(HllLayout.CACHE_OFFSET);
    }

    void markStale() {
        bytes[HllLayout.STALE_OFFSET] |= (byte) HllLayout.STALE;
    }
}
