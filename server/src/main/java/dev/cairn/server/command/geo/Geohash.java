// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Places as numbers: the bits of latitude and longitude, each cut in halves so many steps deep, by turns. Sorted sets
 * hold 26 steps, 52 bits, as scores.
 */
final class Geohash {
    static final int MOST_STEPS = 26;
    static final double LEAST_LONGITUDE = -180;
    static final double MOST_LONGITUDE = 180;

    /** Beyond this latitude the projection has no places. */
    static final double MOST_LATITUDE = 85.05112878;

    static final double LEAST_LATITUDE = -MOST_LATITUDE;

    private static final double POLE = 90;
    private static final int TEXT_LENGTH = 11;
    private static final int BITS_PER_CHARACTER = 5;
    private static final byte[] ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz".getBytes(ISO_8859_1);
    private static final long EVEN_BITS = 0x5555555555555555L;

    private Geohash() {}

    /** Whether there is such a place. */
    static boolean isPlace(double longitude, double latitude) {
        return longitude >= LEAST_LONGITUDE
                && longitude <= MOST_LONGITUDE
                && latitude >= LEAST_LATITUDE
                && latitude <= MOST_LATITUDE;
    }

    static long encode(double longitude, double latitude, int steps) {
        return encode(longitude, latitude, MOST_LATITUDE, steps);
    }

    private static long encode(double longitude, double latitude, double mostLatitude, int steps) {
        double y = (latitude + mostLatitude) / (mostLatitude + mostLatitude);
        double x = (longitude - LEAST_LONGITUDE) / (MOST_LONGITUDE - LEAST_LONGITUDE);
        double parts = 1L << steps;
        return spread((long) (y * parts)) | spread((long) (x * parts)) << 1;
    }

    /** The cell in the middle of which a score says that a place lies. */
    static long cell(double score) {
        // As C converts a double to an unsigned number of 64 bits.
        if (score < 0x1p63) {
            return score < -0x1p63 ? Long.MIN_VALUE : (long) score;
        }
        return score >= 0x1p64 ? 0 : (long) (score - 0x1p63) ^ Long.MIN_VALUE;
    }

    static double west(long cell, int steps) {
        return border(gather(cell >>> 1), steps, LEAST_LONGITUDE, 360);
    }

    static double east(long cell, int steps) {
        return border(gather(cell >>> 1) + 1, steps, LEAST_LONGITUDE, 360);
    }

    static double south(long cell, int steps) {
        return border(gather(cell), steps, LEAST_LATITUDE, MOST_LATITUDE - LEAST_LATITUDE);
    }

    static double north(long cell, int steps) {
        return border(gather(cell) + 1, steps, LEAST_LATITUDE, MOST_LATITUDE - LEAST_LATITUDE);
    }

    /** The longitude of a cell's middle. */
    static double longitude(long cell) {
        double middle = (west(cell, MOST_STEPS) + east(cell, MOST_STEPS)) / 2;
        return Math.max(LEAST_LONGITUDE, Math.min(MOST_LONGITUDE, middle));
    }

    /** The latitude of a cell's middle. */
    static double latitude(long cell) {
        double middle = (south(cell, MOST_STEPS) + north(cell, MOST_STEPS)) / 2;
        return Math.max(LEAST_LATITUDE, Math.min(MOST_LATITUDE, middle));
    }

    /** The neighbouring cell so many cells to the east and to the north, each -1, 0 or 1; around the earth. */
    static long neighbour(long cell, int steps, int east, int north) {
        long mask = (1L << steps) - 1;
        // At the map's eastern and northern edges a cell lies beyond it until it moves, as in
        // Valkey.
        long x = gather(cell >>> 1);
        long y = gather(cell);
        x = east == 0 ? x : (x + east) & mask;
        y = north == 0 ? y : (y + north) & mask;
        return spread(y) | spread(x) << 1;
    }

    /** The text that names the place elsewhere too: 11 characters, the last always 0, for there are 52 bits only. */
    static byte[] text(double longitude, double latitude) {
        long bits = encode(longitude, latitude, POLE, MOST_STEPS);
        byte[] text = new byte[TEXT_LENGTH];
        for (int i = 0; i < TEXT_LENGTH; i++) {
            int shift = 2 * MOST_STEPS - (i + 1) * BITS_PER_CHARACTER;
            text[i] = ALPHABET[shift < 0 ? 0 : (int) (bits >>> shift) & 31];
        }
        return text;
    }

    private static double border(long part, int steps, double least, double width) {
        return least + (part & 0xffff_ffffL) * 1.0 / (1L << steps) * width;
    }

    /** Moves the low 32 bits to the even places. */
    private static long spread(long value) {
        long bits = value & 0xffff_ffffL;
        bits = (bits | bits << 16) & 0x0000ffff0000ffffL;
        bits = (bits | bits << 8) & 0x00ff00ff00ff00ffL;
        bits = (bits | bits << 4) & 0x0f0f0f0f0f0f0f0fL;
        bits = (bits | bits << 2) & 0x3333333333333333L;
        return (bits | bits << 1) & EVEN_BITS;
    }

    /** Takes the bits at the even places. */
    private static long gather(long value) {
        long bits = value & EVEN_BITS;
        bits = (bits | bits >>> 1) & 0x3333333333333333L;
        bits = (bits | bits >>> 2) & 0x0f0f0f0f0f0f0f0fL;
        bits = (bits | bits >>> 4) & 0x00ff00ff00ff00ffL;
        bits = (bits | bits >>> 8) & 0x0000ffff0000ffffL;
        return (bits | bits >>> 16) & 0xffff_ffffL;
    }
}
