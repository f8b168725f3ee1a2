// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

/** A distance with which others are compared by their haversines, as far as those tell. */
final class DistanceLimit {
    /** More than what quick functions may be wrong by, in parts of a distance and in metres. */
    private static final double DOUBT = 1e-6;

    private final double shorterBelow;
    private final double longerAbove;

    DistanceLimit(double metres) {
        shorterBelow = Distance.haversine(metres * (1 - DOUBT) - DOUBT);
        longerAbove = Distance.haversine(metres * (1 + DOUBT) + DOUBT);
    }

    /** Whether a distance is certainly shorter. */
    boolean isAbove(double haversine) {
        return haversine < shorterBelow;
    }

    /** Whether a distance is certainly longer. */
    boolean isBelow(double haversine) {
        return haversine > longerAbove;
    }
}
