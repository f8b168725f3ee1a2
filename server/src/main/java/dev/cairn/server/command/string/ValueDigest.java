// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.storage.memory.StoredBytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The digest of a string as Redis 8 computes it: XXH3 of 64 bits, without a seed, as 16 hexadecimal digits. A text is read in
 * pieces of a few bytes, so a long one takes no memory.
 */
final class ValueDigest {
    /** How many hexadecimal digits a digest has. */
    static final int DIGITS = 16;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME32_1 = 0x9E3779B1L;
    private static final long PRIME32_2 = 0x85EBCA77L;
    private static final long PRIME32_3 = 0xC2B2AE3DL;
    private static final long PRIME64_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME64_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME64_3 = 0x165667B19E3779F9L;
    private static final long PRIME64_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME64_5 = 0x27D4EB2F165667C5L;
    private static final long MIX_1 = 0x165667919E3779F9L;
    private static final long MIX_2 = 0x9FB21C651E98DF25L;
    private static final byte[] SECRET =
            HexFormat.of()
                    .parseHex(
                            "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                                + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                                + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8"
                                + "fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364ea"
                                + "c5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e2b"
                                + "16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e");

    private static final int STRIPE = 64;
    private static final int STRIPES = 16;
    private static final int LONGEST_SHORT = 240;

    private final byte[] bytes = new byte[LONGEST_SHORT];
    private final long[] sums = new long[8];

    /** The digest of a text. */
    long of(StoredBytes text) {
        int length = text.length();
        if (length > LONGEST_SHORT) {
            return ofLong(text, length);
        }
        text.copyTo(bytes, 0);
        if (length > 128) {
            return ofMiddle(length);
        }
        return length > 16 ? ofSixteens(length) : ofFew(length);
    }

    /** Writes the digest's {@link #DIGITS} digits. */
    void write(StoredBytes text, byte[] target) {
        long value = of(text);
        for (int i = DIGITS - 1; i >= 0; i--) {
            target[i] = (byte) Character.forDigit((int) (value & 15), 16);
            value >>>= 4;
        }
    }

    private long ofFew(int length) {
        if (length > 8) {
            long low = in(0) ^ secret(24) ^ secret(32);
            long high = in(length - 8) ^ secret(40) ^ secret(48);
            return mixed(length + Long.reverseBytes(low) + high + folded(low, high));
        }
        if (length >= 4) {
            long first = (int) INT.get(bytes, 0);
            long last = Integer.toUnsignedLong((int) INT.get(bytes, length - 4));
            long h = (last + (first << 32)) ^ secret(8) ^ secret(16);
            h ^= Long.rotateLeft(h, 49) ^ Long.rotateLeft(h, 24);
            h *= MIX_2;
            h ^= (h >>> 35) + length;
            h *= MIX_2;
            return h ^ (h >>> 28);
        }
        if (length == 0) {
            return avalanche(secret(56) ^ secret(64));
        }
        long joined =
                (bytes[0] & 0xffL) << 16
                        | (bytes[length >> 1] & 0xffL) << 24
                        | (bytes[length - 1] & 0xffL)
                        | (long) length << 8;
        int flip = (int) INT.get(SECRET, 0) ^ (int) INT.get(SECRET, 4);
        return avalanche(joined ^ Integer.toUnsignedLong(flip));
    }

    private long ofSixteens(int length) {
        long sum = length * PRIME64_1;
        for (int pair = (length - 1) / 32; pair >= 0; pair--) {
            sum += mix16(16 * pair, 32 * pair);
            sum += mix16(length - 16 * (pair + 1), 32 * pair + 16);
        }
        return mixed(sum);
    }

    private long ofMiddle(int length) {
        long sum = length * PRIME64_1;
        for (int i = 0; i < 8; i++) {
            sum += mix16(16 * i, 16 * i);
        }
        sum = mixed(sum);
        for (int i = 8; i < length / 16; i++) {
            sum += mix16(16 * i, 16 * (i - 8) + 3);
        }
        return mixed(sum + mix16(length - 16, 136 - 17));
    }

    private long ofLong(StoredBytes text, int length) {
        sums[0] = PRIME32_3;
        sums[1] = PRIME64_1;
        sums[2] = PRIME64_2;
        sums[3] = PRIME64_3;
        sums[4] = PRIME64_4;
        sums[5] = PRIME32_2;
        sums[6] = PRIME64_5;
        sums[7] = PRIME32_1;
        int stripes = (length - 1) / STRIPE;
        for (int i = 0; i < stripes; i++) {
            add(text, i * STRIPE, 8 * (i % STRIPES));
            if (i % STRIPES == STRIPES - 1) {
                scramble();
            }
        }
        add(text, length - STRIPE, 121);
        long sum = length * PRIME64_1;
        for (int i = 0; i < 8; i += 2) {
            sum += folded(sums[i] ^ secret(11 + 8 * i), sums[i + 1] ^ secret(19 + 8 * i));
        }
        return mixed(sum);
    }

    private void add(StoredBytes text, int from, int secretOffset) {
        text.copyTo(from, STRIPE, bytes, 0);
        for (int i = 0; i < 8; i++) {
            long word = in(8 * i);
            long keyed = word ^ secret(secretOffset + 8 * i);
            sums[i ^ 1] += word;
            sums[i] += (keyed & 0xffff_ffffL) * (keyed >>> 32);
        }
    }

    private void scramble() {
        for (int i = 0; i < 8; i++) {
            sums[i] = (sums[i] ^ (sums[i] >>> 47) ^ secret(128 + 8 * i)) * PRIME32_1;
        }
    }

    private long mix16(int offset, int secretOffset) {
        return folded(in(offset) ^ secret(secretOffset), in(offset + 8) ^ secret(secretOffset + 8));
    }

    private static long folded(long one, long other) {
        return (one * other) ^ Math.unsignedMultiplyHigh(one, other);
    }

    private static long mixed(long sum) {
        long h = sum ^ (sum >>> 37);
        h *= MIX_1;
        return h ^ (h >>> 32);
    }

    private static long avalanche(long sum) {
        long h = (sum ^ (sum >>> 33)) * PRIME64_2;
        h = (h ^ (h >>> 29)) * PRIME64_3;
        return h ^ (h >>> 32);
    }

    private long in(int offset) {
        return (long) LONG.get(bytes, offset);
    }

    private static long secret(int offset) {
        return (long) LONG.get(SECRET, offset);
    }
}
