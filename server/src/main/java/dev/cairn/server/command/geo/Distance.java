// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

/** Distances on a globe, in metres, by the haversine formula. The same on every machine, for what is stored is logged as a command. */
final class Distance {
    static final double EARTH_RADIUS = 6372797.560856;

    private static final double DEGREE = Math.PI / 180;

    /** About six nanometres: longitudes as near as this count as one. */
    private static final double NEGLIGIBLE = 1e-15;

    /** More than what quick functions may be wrong by. */
    private static final double DOUBT = 1e-6;

    private Distance() {}

    static double radians(double degrees) {
        return degrees * DEGREE;
    }

    static double degrees(double radians) {
        return radians / DEGREE;
    }

    static double ofLatitudes(double one, double other) {
        return EARTH_RADIUS * Math.abs(radians(other) - radians(one));
    }

    static double of(double longitude1, double latitude1, double longitude2, double latitude2) {
        double v = ExactTrigonometry.sin((radians(longitude2) - radians(longitude1)) / 2);
        if (Math.abs(v) <= NEGLIGIBLE) {
            return ofLatitudes(latitude1, latitude2);
        }
        double y1 = radians(latitude1);
        double y2 = radians(latitude2);
        double u = ExactTrigonometry.sin((y2 - y1) / 2);
        double a = u * u + ExactTrigonometry.cos(y1) * ExactTrigonometry.cos(y2) * v * v;
        return 2.0 * EARTH_RADIUS * ExactTrigonometry.asin(Math.sqrt(a));
    }

    /** Whether a distance is certainly longer than this; what is near enough to doubt is not. */
    static boolean isBeyond(
            double limit,
            double longitude1,
            double latitude1,
            double longitude2,
            double latitude2) {
        double v = Math.sin((radians(longitude2) - radians(longitude1)) / 2);
        double y1 = radians(latitude1);
        double y2 = radians(latitude2);
        double u = Math.sin((y2 - y1) / 2);
        double a = u * u + Math.cos(y1) * Math.cos(y2) * v * v;
        return 2.0 * EARTH_RADIUS * Math.asin(Math.sqrt(Math.min(1, a)))
                > limit * (1 + DOUBT) + DOUBT;
    }
}
