// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import java.util.Arrays;

/**
 * How many different elements there have been, told from how often each value stands in the registers (Ertl 2017). One is
 * used again and again.
 */
final class HllEstimate {
    private static final double ALPHA = 0.7213475204444817;

    private static final int VALUES = HllLayout.MOST_COUNT + 1;

    /** How often each value stands in every fourth register, four times: most registers are alike, and none waits for the last. */
    private final int[] histogram = new int[4 * VALUES];

    /** Estimates from registers, one a byte. */
    long of(byte[] registers) {
        Arrays.fill(histogram, 0);
        for (int i = 0; i < registers.length; i += 4) {
            histogram[registers[i]]++;
            histogram[VALUES + registers[i + 1]]++;
            histogram[2 * VALUES + registers[i + 2]]++;
            histogram[3 * VALUES + registers[i + 3]]++;
        }
        for (int i = 0; i < VALUES; i++) {
            histogram[i] +=
                    histogram[VALUES + i] + histogram[2 * VALUES + i] + histogram[3 * VALUES + i];
        }
        double m = HllLayout.REGISTERS;
        double z = m * tau((m - histogram[HllLayout.HASH_BITS + 1]) / m);
        for (int i = HllLayout.HASH_BITS; i >= 1; i--) {
            z = (z + histogram[i]) * 0.5;
        }
        z += m * sigma(histogram[0] / m);
        return Math.round(ALPHA * m * m / z);
    }

    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = share;
        double y = 1;
        double z = x;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (before != z);
        return z;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (before != z);
        return z / 3;
    }
}
