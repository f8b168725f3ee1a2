// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;

/** The options of one search, and what they have to do with each other. */
final class GeoSearch {
    private static final ReplyError COUNT_TOO_SMALL = ReplyError.of("ERR COUNT must be > 0");
    private static final ReplyError ANY_ALONE =
            ReplyError.of("ERR the ANY argument requires COUNT argument");
    private static final ReplyError BAD_CORNERS = ReplyError.of("ERR invalid number of vertices");
    private static final ReplyError FEW_CORNERS =
            ReplyError.of("ERR GEOSEARCH BYPOLYGON must have at least 3 vertices");
    private static final int FEWEST_CORNERS = 3;

    /** What a command takes. */
    enum Way {
        RADIUS,
        MEMBER,
        SEARCH,
        SEARCH_STORE
    }

    boolean withDistance;
    boolean withHash;
    boolean withPlace;
    boolean any;
    long count;

    /** 1 for the nearest first, -1 for the farthest first, 0 for neither. */
    int direction;

    /** The argument that names where to store, 0 to show. */
    int storeKey;

    boolean storesDistance;
    double unit = 1;
    private Shape shape;
    private final double[] centre = new double[2];
    private boolean fromMember;
    private boolean fromPlace;
    private boolean byRadius;
    private boolean byBox;
    private boolean byPolygon;
    private final CommandContext context;
    private final Way way;
    private final boolean mayStore;
    private final long entry;

    GeoSearch(CommandContext context, Way way, boolean mayStore, long entry) {
        this.context = context;
        this.way = way;
        this.mayStore = mayStore;
        this.entry = entry;
    }

    /** The shape in its place. */
    Shape shape() {
        return shape.around(centre[0], centre[1]);
    }

    /** Whether anything depends on how far what is found lies from the centre. */
    boolean measures() {
        return withDistance || storesDistance || direction != 0;
    }

    void parseOrReply() {
        int from = baseOrReply();
        for (int i = from; i < context.argc() && !context.refused(); i++) {
            i = optionOrReply(i, context.argc() - i - 1);
        }
        if (!context.refused()) {
            checkOrReply();
        }
    }

    /** Reads what stands in fixed places and returns where the options begin. */
    private int baseOrReply() {
        switch (way) {
            case RADIUS -> {
                GeoArguments.placeOrReply(context, 2, centre, 0);
                circleOrReply(4);
                return 6;
            }
            case MEMBER -> {
                if (entry != 0) {
                    memberOrReply(2);
                    circleOrReply(3);
                }
                return 5;
            }
            case SEARCH -> {
                return 2;
            }
            default -> {
                storeKey = 1;
                return 3;
            }
        }
    }

    private boolean is(int index, String word) {
        return context.request().is(index, word);
    }

    /** Reads one option and returns the index of its last argument. */
    private int optionOrReply(int i, int left) {
        boolean searches = way == Way.SEARCH || way == Way.SEARCH_STORE;
        if (is(i, "WITHDIST")) {
            withDistance = true;
        } else if (is(i, "WITHHASH")) {
            withHash = true;
        } else if (is(i, "WITHCOORD")) {
            withPlace = true;
        } else if (is(i, "ANY")) {
            any = true;
        } else if (is(i, "ASC")) {
            direction = 1;
        } else if (is(i, "DESC")) {
            direction = -1;
        } else if (is(i, "COUNT") && left >= 1) {
            count = context.longOrReply(i + 1);
            if (!context.refused() && count <= 0) {
                context.refuse(COUNT_TOO_SMALL);
            }
            return i + 1;
        } else if (!searches && mayStore && left >= 1 && (is(i, "STORE") || is(i, "STOREDIST"))) {
            storesDistance = is(i, "STOREDIST");
            storeKey = i + 1;
            return i + 1;
        } else if (way == Way.SEARCH_STORE && is(i, "STOREDIST")) {
            storesDistance = true;
        } else if (searches) {
            return areaOrReply(i, left);
        } else {
            context.refuse(ReplyError.SYNTAX);
        }
        return i;
    }

    private int areaOrReply(int i, int left) {
        if (is(i, "FROMMEMBER") && left >= 1 && !fromPlace && !byPolygon) {
            fromMember = true;
            if (entry != 0) {
                memberOrReply(i + 1);
            }
            return i + 1;
        }
        if (is(i, "FROMLONLAT") && left >= 2 && !fromMember && !byPolygon) {
            fromPlace = true;
            GeoArguments.placeOrReply(context, i + 1, centre, 0);
            return i + 2;
        }
        if (is(i, "BYRADIUS") && left >= 2 && !byBox && !byPolygon) {
            byRadius = true;
            circleOrReply(i + 1);
            return i + 2;
        }
        if (is(i, "BYBOX") && left >= 3 && !byRadius && !byPolygon) {
            byBox = true;
            boxOrReply(i + 1);
            return i + 3;
        }
        if (is(i, "BYPOLYGON") && left >= 2 && !byRadius && !byBox && !fromMember && !fromPlace) {
            byPolygon = true;
            return i + polygonOrReply(i + 1, left - 1);
        }
        context.refuse(ReplyError.SYNTAX);
        return i;
    }

    private void circleOrReply(int index) {
        if (context.refused()) {
            return;
        }
        double radius = GeoArguments.radiusOrReply(context, index);
        if (!context.refused()) {
            unit = GeoArguments.unitOrReply(context, index + 1);
            shape = Shape.circle(radius * unit);
        }
    }

    private void boxOrReply(int index) {
        double[] sides = new double[2];
        GeoArguments.sidesOrReply(context, index, sides);
        if (!context.refused()) {
            unit = GeoArguments.unitOrReply(context, index + 2);
            shape = Shape.box(sides[0] * unit, sides[1] * unit);
        }
    }

    /** Reads a polygon and returns how many arguments it took. */
    private int polygonOrReply(int index, int left) {
        long stated =
                context.rangeOrReply(index, Integer.MIN_VALUE, Integer.MAX_VALUE, BAD_CORNERS);
        if (!context.refused() && (stated < FEWEST_CORNERS || stated > left / 2)) {
            context.refuse(FEW_CORNERS);
        }
        if (context.refused()) {
            return 1;
        }
        double[] corners = new double[2 * (int) stated];
        for (int i = 0; i < corners.length && !context.refused(); i += 2) {
            GeoArguments.placeOrReply(context, index + 1 + i, corners, i);
        }
        unit = 1;
        shape = Shape.polygon(corners);
        return 1 + corners.length;
    }

    private void memberOrReply(int index) {
        double score = context.database().sortedSets().score(entry, context.arg(index));
        if (Double.isNaN(score)) {
            String name = context.arg(index).toLatin1();
            int end = name.indexOf(0);
            context.refuse(
                    "ERR member " + (end < 0 ? name : name.substring(0, end)) + " does not exist");
            return;
        }
        centre[0] = Geohash.longitude(Geohash.cell(score));
        centre[1] = Geohash.latitude(Geohash.cell(score));
    }

    private void checkOrReply() {
        boolean searches = way == Way.SEARCH || way == Way.SEARCH_STORE;
        String name = context.arg(0).toLatin1();
        if (storeKey != 0 && (withDistance || withHash || withPlace)) {
            context.refuse(
                    "ERR "
                            + (searches ? "GEOSEARCHSTORE" : "STORE option in GEORADIUS")
                            + " is not compatible with WITHDIST, WITHHASH and WITHCOORD options");
        } else if (searches && !fromMember && !fromPlace && !byPolygon) {
            context.refuse(
                    "ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for " + name);
        } else if (searches && !byRadius && !byBox && !byPolygon) {
            context.refuse(
                    "ERR exactly one of BYRADIUS, BYBOX and BYPOLYGON can be specified for "
                            + name);
        } else if (any && count == 0) {
            context.refuse(ANY_ALONE);
        } else if (count != 0 && direction == 0 && !any) {
            // The nearest, for without an order a count would mean nothing.
            direction = 1;
        }
    }
}
