// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.server.resp.ReplyWriter;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Places and distances in replies. */
final class GeoReplies {
    private static final int DECIMALS = 17;
    private static final double DISTANCE_PARTS = 1e4;

    private GeoReplies() {}

    /** Longitude and latitude of the middle of a cell. */
    static void place(ReplyWriter reply, long cell) {
        reply.array(2);
        coordinate(reply, Geohash.longitude(cell));
        coordinate(reply, Geohash.latitude(cell));
    }

    /** A distance with four decimals. */
    static void distance(ReplyWriter reply, double distance) {
        BigDecimal shown = new BigDecimal(Math.rint(distance * DISTANCE_PARTS)).movePointLeft(4);
        reply.bulk(shown.setScale(4, RoundingMode.UNNECESSARY).toPlainString());
    }

    private static void coordinate(ReplyWriter reply, double value) {
        BigDecimal decimal = new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        String text = decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        if (reply.protocol() == 2) {
            reply.bulk(text);
        } else {
            reply.raw(("," + text + "\r\n").getBytes(ISO_8859_1));
        }
    }
}
