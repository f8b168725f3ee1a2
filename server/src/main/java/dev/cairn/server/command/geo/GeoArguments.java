// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.zset.ScoreArgument;
import dev.cairn.server.resp.ReplyError;

import java.math.BigDecimal;
import java.util.Locale;

/** Places and distances among a command's arguments. */
final class GeoArguments {
    private static final ReplyError BAD_UNIT =
            ReplyError.of("ERR unsupported unit provided. please use M, KM, FT, MI");
    private static final ReplyError NO_RADIUS = ReplyError.of("ERR need numeric radius");
    private static final ReplyError NEGATIVE_RADIUS =
            ReplyError.of("ERR radius cannot be negative");
    private static final ReplyError NO_WIDTH = ReplyError.of("ERR need numeric width");
    private static final ReplyError NO_HEIGHT = ReplyError.of("ERR need numeric height");
    private static final ReplyError NEGATIVE_SIDE =
            ReplyError.of("ERR height or width cannot be negative");

    private GeoArguments() {}

    /** Reads longitude and latitude from an index on. */
    static void placeOrReply(CommandContext context, int index, double[] into, int at) {
        into[at] = ScoreArgument.orReply(context, index, ReplyError.NOT_A_FLOAT);
        if (context.refused()) {
            return;
        }
        into[at + 1] = ScoreArgument.orReply(context, index + 1, ReplyError.NOT_A_FLOAT);
        if (!context.refused() && !Geohash.isPlace(into[at], into[at + 1])) {
            context.refuse(
                    "ERR invalid longitude,latitude pair "
                            + sixDecimals(into[at])
                            + ","
                            + sixDecimals(into[at + 1]));
        }
    }

    /** The metres in a unit. */
    static double unitOrReply(CommandContext context, int index) {
        if (context.request().is(index, "M")) {
            return 1;
        }
        if (context.request().is(index, "KM")) {
            return 1000;
        }
        if (context.request().is(index, "FT")) {
            return 0.3048;
        }
        if (context.request().is(index, "MI")) {
            return 1609.34;
        }
        context.refuse(BAD_UNIT);
        return 1;
    }

    static double radiusOrReply(CommandContext context, int index) {
        double radius = ScoreArgument.orReply(context, index, NO_RADIUS);
        if (!context.refused() && radius < 0) {
            context.refuse(NEGATIVE_RADIUS);
        }
        return radius;
    }

    /** Reads width and height from an index on. */
    static void sidesOrReply(CommandContext context, int index, double[] into) {
        into[0] = ScoreArgument.orReply(context, index, NO_WIDTH);
        if (context.refused()) {
            return;
        }
        into[1] = ScoreArgument.orReply(context, index + 1, NO_HEIGHT);
        if (!context.refused() && (into[0] < 0 || into[1] < 0)) {
            context.refuse(NEGATIVE_SIDE);
        }
    }

    private static String sixDecimals(double value) {
        return Double.isInfinite(value)
                ? value > 0 ? "inf" : "-inf"
                : String.format(Locale.ROOT, "%.6f", new BigDecimal(value));
    }
}
