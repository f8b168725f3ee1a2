// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

/**
 * Sine, cosine and their inverses as the nearest double, which is what the C library that Valkey uses gives: stored
 * distances then have the same digits. Computed with twice the digits of a double, as unevaluated sums of two (Dekker: A
 * Floating-Point Technique for Extending the Available Precision, 1971). The same on every machine.
 */
final class ExactTrigonometry {
    /** A quarter of a turn, in three parts. */
    private static final double QUARTER = 0x1.921fb54442d18p0;

    private static final double QUARTER_LOW = 0x1.1a62633145c07p-54;
    private static final double QUARTER_LOWEST = -0x1.f1976b7ed8fbcp-110;
    private static final int TERMS = 24;

    /** Terms beyond this are so small that the digits of a double are enough for them. */
    private static final int EXACT_TERMS = 8;

    /** One part in n (n + 1). */
    private static final double[] PARTS = new double[TERMS + 2];

    static {
        for (int n = 1; n < PARTS.length; n++) {
            PARTS[n] = 1.0 / (n * (n + 1));
        }
    }

    private ExactTrigonometry() {}

    static double sin(double x) {
        double[] sine = new double[2];
        turned(x, 0, sine);
        return sine[0];
    }

    static double cos(double x) {
        double[] cosine = new double[2];
        turned(x, 1, cosine);
        return cosine[0];
    }

    static double asin(double y) {
        double first = StrictMath.asin(y);
        if (first == 0 || Math.abs(y) >= 1) {
            return first;
        }
        // One step of Newton's method doubles the digits.
        double[] sine = new double[2];
        series(first, 0, 1, sine);
        double error = (y - sine[0]) - sine[1];
        return first + error / Math.sqrt((1 - y) * (1 + y));
    }

    static double atan2(double y, double x) {
        double first = StrictMath.atan2(y, x);
        double[] sine = new double[2];
        double[] cosine = new double[2];
        turned(first, 0, sine);
        turned(first, 1, cosine);
        // The angle that is missing has the sine (y cos - x sin) / r.
        double[] one = new double[2];
        double[] other = new double[2];
        multiply(y, 0, cosine[0], cosine[1], one);
        multiply(x, 0, sine[0], sine[1], other);
        double error = (one[0] - other[0]) + (one[1] - other[1]);
        return first + error / Math.sqrt(x * x + y * y);
    }

    /** The sine of an angle and some quarters of a turn. */
    private static void turned(double x, int quarters, double[] sine) {
        double turns = Math.rint(x / QUARTER);
        double high = Math.fma(-turns, QUARTER, x);
        double product = turns * QUARTER_LOW;
        double rest = Math.fma(turns, QUARTER_LOW, -product) + turns * QUARTER_LOWEST;
        double sum = high - product;
        double back = sum - high;
        double low = (high - (sum - back)) - (product + back) - rest;
        int quadrant = ((int) turns + quarters) & 3;
        series(sum, low, (quadrant & 1) == 0 ? 1 : 0, sine);
        if (quadrant >= 2) {
            sine[0] = -sine[0];
            sine[1] = -sine[1];
        }
    }

    /** Taylor's series, from its small end: of the sine for {@code odd} 1, of the cosine for 0. */
    private static void series(double x, double xLow, int odd, double[] result) {
        double[] square = new double[2];
        multiply(x, xLow, x, xLow, square);
        // sum = 1 - square * sum / ((n - 1 + odd) * (n + odd)), for n even
        double small = 1;
        for (int n = TERMS; n > EXACT_TERMS; n -= 2) {
            small = 1 - small * (square[0] * PARTS[n - 1 + odd]);
        }
        double[] sum = {small, 0};
        for (int n = EXACT_TERMS; n >= 2; n -= 2) {
            multiply(sum[0], sum[1], square[0], square[1], sum);
            divide(sum, n - 1 + odd);
            double total = 1 - sum[0];
            sum[1] = ((1 - total) - sum[0]) - sum[1];
            sum[0] = total;
        }
        if (odd == 1) {
            multiply(sum[0], sum[1], x, xLow, sum);
        }
        double total = sum[0] + sum[1];
        result[1] = (sum[0] - total) + sum[1];
        result[0] = total;
    }

    private static void multiply(double a, double aLow, double b, double bLow, double[] result) {
        double product = a * b;
        double rest = Math.fma(a, b, -product) + (a * bLow + aLow * b);
        double total = product + rest;
        result[1] = (product - total) + rest;
        result[0] = total;
    }

    /** Divides by n (n + 1). */
    private static void divide(double[] value, int n) {
        double part = PARTS[n];
        double quotient = value[0] * part;
        double rest = (Math.fma(-quotient, n * (n + 1), value[0]) + value[1]) * part;
        double total = quotient + rest;
        value[1] = (quotient - total) + rest;
        value[0] = total;
    }
}
