// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

/**
 * Distances on a globe from one place, in metres, by the haversine formula. The same on every machine, for what is stored is
 * logged as a command. One is used again and again, by one thread.
 */
final class Distance {
    static final double EARTH_RADIUS = 6372797.560856;

    private static final double DEGREE = Math.PI / 180;

    /** About six nanometres: longitudes as near as this count as one. */
    private static final double NEGLIGIBLE = 1e-15;

    private final ExactTrigonometry exactly = new ExactTrigonometry();
    private double latitude;
    private double x;
    private double y;
    private double cosine;
    private double exactCosine;

    /** Takes up a place from which distances are asked; returns this. */
    Distance from(double longitude, double newLatitude) {
        latitude = newLatitude;
        x = radians(longitude);
        y = radians(latitude);
        cosine = Math.cos(y);
        exactCosine = Double.NaN;
        return this;
    }

    static double radians(double degrees) {
        return degrees * DEGREE;
    }

    static double degrees(double radians) {
        return radians / DEGREE;
    }

    static double ofLatitudes(double one, double other) {
        return EARTH_RADIUS * Math.abs(radians(other) - radians(one));
    }

    double to(double otherLongitude, double otherLatitude) {
        double v = exactly.sin((radians(otherLongitude) - x) / 2);
        if (Math.abs(v) <= NEGLIGIBLE) {
            return ofLatitudes(latitude, otherLatitude);
        }
        if (Double.isNaN(exactCosine)) {
            exactCosine = exactly.cos(y);
        }
        double otherY = radians(otherLatitude);
        double u = exactly.sin((otherY - y) / 2);
        double a = u * u + exactCosine * exactly.cos(otherY) * v * v;
        return 2.0 * EARTH_RADIUS * exactly.asin(Math.sqrt(a));
    }

    /** The haversine of a distance, by quick functions: enough for {@link DistanceLimit} to tell most places apart. */
    double haversineTo(double otherLongitude, double otherLatitude) {
        double otherY = radians(otherLatitude);
        double u = Math.sin((otherY - y) / 2);
        double v = Math.sin((radians(otherLongitude) - x) / 2);
        return u * u + cosine * Math.cos(otherY) * v * v;
    }

    /** The same for two places of one latitude. */
    static double haversineAlong(double latitude, double longitude, double otherLongitude) {
        double cosine = Math.cos(radians(latitude));
        double v = Math.sin((radians(otherLongitude) - radians(longitude)) / 2);
        return cosine * cosine * v * v;
    }

    /** The haversine of a distance, in metres; more than any where there is no distance as long. */
    static double haversine(double metres) {
        double angle = metres / EARTH_RADIUS / 2;
        if (angle >= Math.PI / 2) {
            return Double.POSITIVE_INFINITY;
        }
        double sine = Math.sin(Math.max(0, angle));
        return sine * sine;
    }
}
