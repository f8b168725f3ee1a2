// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.memory.DecimalText;

/** Places and distances in replies. The command thread owns it. */
final class GeoReplies {
    private static final double DISTANCE_PARTS = 1e4;
    private static final int DISTANCE_DECIMALS = 4;

    private final byte[] text = new byte[CoordinateText.LONGEST];

    /** Longitude and latitude of the middle of a cell. */
    void place(ReplyWriter reply, long cell) {
        reply.array(2);
        coordinate(reply, Geohash.longitude(cell));
        coordinate(reply, Geohash.latitude(cell));
    }

    /** A distance with four decimals. */
    void distance(ReplyWriter reply, double distance) {
        // With a digit before the point at least.
        int digits = DecimalText.write((long) Math.rint(distance * DISTANCE_PARTS), text, 0);
        int missing = Math.max(0, DISTANCE_DECIMALS + 1 - digits);
        System.arraycopy(text, 0, text, missing, digits);
        for (int i = 0; i < missing; i++) {
            text[i] = '0';
        }
        int point = digits + missing - DISTANCE_DECIMALS;
        System.arraycopy(text, point, text, point + 1, DISTANCE_DECIMALS);
        text[point] = '.';
        reply.bulk(text, 0, point + 1 + DISTANCE_DECIMALS);
    }

    private void coordinate(ReplyWriter reply, double value) {
        reply.doubleText(text, CoordinateText.write(value, text));
    }
}
