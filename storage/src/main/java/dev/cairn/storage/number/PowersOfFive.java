// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.number;

import java.math.BigInteger;

/** Powers of five, cut off behind 128 significant bits; those below one are rounded up. */
final class PowersOfFive {
    static final int LEAST = -342;
    static final int MOST = 308;

    private static final int BITS = 128;

    /** Up to here a quotient is computed with just as many bits as are kept. */
    private static final int EXACT_QUOTIENTS = -27;

    private static final long[] HIGH = new long[MOST - LEAST + 1];
    private static final long[] LOW = new long[MOST - LEAST + 1];

    static {
        BigInteger five = BigInteger.valueOf(5);
        BigInteger magnitude = BigInteger.ONE;
        for (int power = 0; power <= Math.max(MOST, -LEAST); power++) {
            if (power <= MOST) {
                int excess = magnitude.bitLength() - BITS;
                set(
                        power,
                        excess > 0 ? magnitude.shiftRight(excess) : magnitude.shiftLeft(-excess));
            }
            if (power > 0 && -power >= LEAST) {
                set(-power, reciprocal(magnitude, -power));
            }
            magnitude = magnitude.multiply(five);
        }
    }

    private PowersOfFive() {}

    static long high(int power) {
        return HIGH[power - LEAST];
    }

    static long low(int power) {
        return LOW[power - LEAST];
    }

    private static BigInteger reciprocal(BigInteger magnitude, int power) {
        int bits = magnitude.bitLength();
        int shift = power >= EXACT_QUOTIENTS ? bits + BITS - 1 : 2 * bits + 2 * Long.SIZE;
        BigInteger quotient = BigInteger.ONE.shiftLeft(shift).divide(magnitude).add(BigInteger.ONE);
        int excess = quotient.bitLength() - BITS;
        return excess > 0 ? quotient.shiftRight(excess) : quotient;
    }

    private static void set(int power, BigInteger significand) {
        HIGH[power - LEAST] = significand.shiftRight(Long.SIZE).longValue();
        LOW[power - LEAST] = significand.longValue();
    }
}
