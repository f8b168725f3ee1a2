// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

/** What is searched: the places around a centre that are near enough, or within borders. */
final class Shape {
    private enum Kind {
        CIRCLE,
        BOX,
        POLYGON
    }

    private final Kind kind;

    /** Of a circle its radius, in metres; of a box half its sides do. */
    private final double radius;

    private final double width;
    private final double height;

    /** A polygon's corners: longitude, latitude, by turns. */
    private final double[] corners;

    /** Of a circle its radius, of a box half its width. */
    private final DistanceLimit limit;

    private double longitude;
    private double latitude;
    private final Distance fromCentre = new Distance();
    private final Distance fromPlace = new Distance();
    private double west;
    private double east;
    private double south;
    private double north;

    private Shape(Kind kind, double radius, double width, double height, double[] corners) {
        this.kind = kind;
        this.radius = radius;
        this.width = width;
        this.height = height;
        this.corners = corners;
        this.limit = new DistanceLimit(kind == Kind.BOX ? width / 2 : radius);
    }

    static Shape circle(double radiusMetres) {
        return new Shape(Kind.CIRCLE, radiusMetres, 0, 0, null);
    }

    static Shape box(double widthMetres, double heightMetres) {
        return new Shape(Kind.BOX, 0, widthMetres, heightMetres, null);
    }

    static Shape polygon(double[] corners) {
        return new Shape(Kind.POLYGON, 0, 0, 0, corners);
    }

    /** Puts the shape in its place. A polygon has its own. */
    Shape around(double centreLongitude, double centreLatitude) {
        if (kind == Kind.POLYGON) {
            boundPolygon();
            return this;
        }
        centre(centreLongitude, centreLatitude);
        double up = kind == Kind.CIRCLE ? radius : height / 2;
        double aside = kind == Kind.CIRCLE ? radius : width / 2;
        double degreesUp = Distance.degrees(up / Distance.EARTH_RADIUS);
        // The nearer to a pole, the more degrees of longitude a distance is.
        double farther = latitude < 0 ? latitude - degreesUp : latitude + degreesUp;
        double degreesAside =
                Distance.degrees(
                        aside
                                / Distance.EARTH_RADIUS
                                / new ExactTrigonometry().cos(Distance.radians(farther)));
        west = longitude - degreesAside;
        east = longitude + degreesAside;
        south = latitude - degreesUp;
        north = latitude + degreesUp;
        return this;
    }

    private void centre(double centreLongitude, double centreLatitude) {
        longitude = centreLongitude;
        latitude = centreLatitude;
        fromCentre.from(longitude, latitude);
    }

    double longitude() {
        return longitude;
    }

    double latitude() {
        return latitude;
    }

    double west() {
        return west;
    }

    double east() {
        return east;
    }

    double south() {
        return south;
    }

    double north() {
        return north;
    }

    /** How far from the centre places of the shape may lie. */
    double reach() {
        return switch (kind) {
            case CIRCLE -> radius;
            case BOX -> Math.sqrt((width / 2) * (width / 2) + (height / 2) * (height / 2));
            case POLYGON ->
                    Math.max(
                            Math.max(distanceTo(west, north), distanceTo(east, north)),
                            Math.max(distanceTo(west, south), distanceTo(east, south)));
        };
    }

    /** A place's distance from the centre. */
    double distanceTo(double x, double y) {
        return fromCentre.to(x, y);
    }

    /** The same as {@link Distance#haversineTo}. */
    double haversineTo(double x, double y) {
        return fromCentre.haversineTo(x, y);
    }

    /** Whether a place lies in the shape, given its distance's haversine. */
    boolean contains(double x, double y, double haversine) {
        return switch (kind) {
            case CIRCLE ->
                    !limit.isBelow(haversine)
                            && (limit.isAbove(haversine) || distanceTo(x, y) <= radius);
            case BOX -> Distance.ofLatitudes(y, latitude) <= height / 2 && isWithinWidth(x, y);
            case POLYGON -> isInPolygon(x, y);
        };
    }

    /** Along its own parallel. */
    private boolean isWithinWidth(double x, double y) {
        double haversine = Distance.haversineAlong(y, x, longitude);
        return !limit.isBelow(haversine)
                && (limit.isAbove(haversine) || fromPlace.from(x, y).to(longitude, y) <= width / 2);
    }

    /** Whether a ray to the east crosses the border an odd number of times. */
    private boolean isInPolygon(double x, double y) {
        boolean inside = false;
        int previous = corners.length - 2;
        for (int i = 0; i < corners.length; i += 2) {
            double x1 = corners[i];
            double y1 = corners[i + 1];
            double x2 = corners[previous];
            double y2 = corners[previous + 1];
            if (y1 > y != y2 > y && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) {
                inside = !inside;
            }
            previous = i;
        }
        return inside;
    }

    /** The centre is where the corners' mean, a point within the globe, is seen from its middle. */
    private void boundPolygon() {
        west = Geohash.MOST_LONGITUDE;
        east = Geohash.LEAST_LONGITUDE;
        south = Geohash.MOST_LATITUDE;
        north = Geohash.LEAST_LATITUDE;
        ExactTrigonometry exactly = new ExactTrigonometry();
        double x = 0;
        double y = 0;
        double z = 0;
        for (int i = 0; i < corners.length; i += 2) {
            west = Math.min(west, corners[i]);
            east = Math.max(east, corners[i]);
            south = Math.min(south, corners[i + 1]);
            north = Math.max(north, corners[i + 1]);
            double lambda = Distance.radians(corners[i]);
            double phi = Distance.radians(corners[i + 1]);
            x += exactly.cos(phi) * exactly.cos(lambda);
            y += exactly.cos(phi) * exactly.sin(lambda);
            z += exactly.sin(phi);
        }
        centre(
                Distance.degrees(exactly.atan2(y, x)),
                Distance.degrees(exactly.atan2(z, Math.sqrt(x * x + y * y))));
    }
}
