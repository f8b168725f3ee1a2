// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.batch;

import java.util.UUID;

/**
 * The payload of a segment's first document, little-endian. It ties the file to its data directory and to its name:
 *
 * <pre>
 *   0              8              16             24           28
 *   +--------------+--------------+--------------+------------+
 *   | id, high     | id, low      | epoch        | segment    |
 *   +--------------+--------------+--------------+------------+
 * </pre>
 */
public final class OpeningLayout {
    public static final int BYTES = 28;

    private static final int ID_HIGH = 0;
    private static final int ID_LOW = ID_HIGH + 8;
    private static final int EPOCH = ID_LOW + 8;
    private static final int SEGMENT = EPOCH + 8;

    private OpeningLayout() {}

    public static byte[] payload(UUID id, long epoch, int segment) {
        byte[] payload = new byte[BYTES];
        BatchLayout.putLong(payload, ID_HIGH, id.getMostSignificantBits());
        BatchLayout.putLong(payload, ID_LOW, id.getLeastSignificantBits());
        BatchLayout.putLong(payload, EPOCH, epoch);
        BatchLayout.putInt(payload, SEGMENT, segment);
        return payload;
    }

    public static UUID id(byte[] payload) {
        return new UUID(
                BatchLayout.getLong(payload, ID_HIGH), BatchLayout.getLong(payload, ID_LOW));
    }

    public static long epoch(byte[] payload) {
        return BatchLayout.getLong(payload, EPOCH);
    }

    public static int segment(byte[] payload) {
        return BatchLayout.getInt(payload, SEGMENT);
    }
}
