// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

/**
 * Sine, cosine and their inverses as the nearest double, which is what the C library that Valkey uses gives: stored
 * distances then have the same digits. Computed with twice the digits of a double, as unevaluated sums of two (Dekker: A
 * Floating-Point Technique for Extending the Available Precision, 1971). The same on every machine. One thread uses it.
 */
final class ExactTrigonometry {
    /** A quarter of a turn, in three parts. */
    private static final double QUARTER = 0x1.921fb54442d18p0;

    private static final double QUARTER_LOW = 0x1.1a62633145c07p-54;
    private static final double QUARTER_LOWEST = -0x1.f1976b7ed8fbcp-110;
    private static final int TERMS = 24;

    /** Terms beyond this are so small that the digits of a double are enough for them. */
    private static final int EXACT_TERMS = 8;

    /** The square of an angle of half a degree, below which fewer terms do as well. */
    private static final double SMALL = 1e-4;

    private static final int SMALL_TERMS = 10;
    private static final int EXACT_SMALL_TERMS = 2;

    /** One part in n (n + 1). */
    private static final double[] PARTS = new double[TERMS + 2];

    static {
        for (int n = 1; n < PARTS.length; n++) {
            PARTS[n] = 1.0 / (n * (n + 1));
        }
    }

    /** The last result: a sum of two, of which the first is the nearest double. */
    private double high;

    private double low;

    double sin(double x) {
        turned(x, 0);
        return high;
    }

    double cos(double x) {
        turned(x, 1);
        return high;
    }

    double asin(double y) {
        double first = StrictMath.asin(y);
        if (first == 0 || Math.abs(y) >= 1) {
            return first;
        }
        // One step of Newton's method doubles the digits.
        series(first, 0, 1);
        double error = (y - high) - low;
        return first + error / Math.sqrt((1 - y) * (1 + y));
    }

    double atan2(double y, double x) {
        double first = StrictMath.atan2(y, x);
        // The angle that is missing has the sine (y cos - x sin) / r.
        turned(first, 1);
        multiply(y, 0, high, low);
        double one = high;
        double oneLow = low;
        turned(first, 0);
        multiply(x, 0, high, low);
        double error = (one - high) + (oneLow - low);
        return first + error / Math.sqrt(x * x + y * y);
    }

    /** The sine of an angle and some quarters of a turn. */
    private void turned(double x, int quarters) {
        double turns = Math.rint(x / QUARTER);
        double part = Math.fma(-turns, QUARTER, x);
        double product = turns * QUARTER_LOW;
        double rest = Math.fma(turns, QUARTER_LOW, -product) + turns * QUARTER_LOWEST;
        double sum = part - product;
        double back = sum - part;
        double sumLow = (part - (sum - back)) - (product + back) - rest;
        int quadrant = ((int) turns + quarters) & 3;
        series(sum, sumLow, (quadrant & 1) == 0 ? 1 : 0);
        if (quadrant >= 2) {
            high = -high;
            low = -low;
        }
    }

    /** Taylor's series, from its small end: of the sine for {@code odd} 1, of the cosine for 0. */
    private void series(double x, double xLow, int odd) {
        multiply(x, xLow, x, xLow);
        double square = high;
        double squareLow = low;
        // sum = 1 - square * sum / ((n - 1 + odd) * (n + odd)), for n even
        int exact = square < SMALL ? EXACT_SMALL_TERMS : EXACT_TERMS;
        double sum = 1;
        for (int n = square < SMALL ? SMALL_TERMS : TERMS; n > exact; n -= 2) {
            sum = 1 - sum * (square * PARTS[n - 1 + odd]);
        }
        double sumLow = 0;
        for (int n = exact; n >= 2; n -= 2) {
            multiply(sum, sumLow, square, squareLow);
            divide(n - 1 + odd);
            sum = 1 - high;
            sumLow = ((1 - sum) - high) - low;
        }
        if (odd == 1) {
            multiply(sum, sumLow, x, xLow);
            sum = high;
            sumLow = low;
        }
        high = sum + sumLow;
        low = (sum - high) + sumLow;
    }

    private void multiply(double a, double aLow, double b, double bLow) {
        double product = a * b;
        double rest = Math.fma(a, b, -product) + (a * bLow + aLow * b);
        high = product + rest;
        low = (product - high) + rest;
    }

    /** Divides the last result by n (n + 1). */
    private void divide(int n) {
        double part = PARTS[n];
        double quotient = high * part;
        double rest = (Math.fma(-quotient, n * (n + 1), high) + low) * part;
        high = quotient + rest;
        low = (quotient - high) + rest;
    }
}
