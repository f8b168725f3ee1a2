// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;

/**
 * An entry that was delivered and waits to be acknowledged, as its group records it; a consumer records the id alone.
 *
 * <pre>
 *  0        8         16                24             32
 * +--------+---------+-----------------+--------------+--------------+
 * | ms u64 | seq u64 | delivered at    | deliveries   | consumer u64 |
 * +--------+---------+-----------------+--------------+--------------+
 * </pre>
 */
final class PendingLayout {
    static final int BYTES = 40;
    static final int CONSUMER_BYTES = 16;

    private static final int DELIVERED = 16;
    private static final int DELIVERIES = 24;
    private static final int CONSUMER = 32;

    private PendingLayout() {}

    static long ms(Memory memory, long record) {
        return memory.getLong(record);
    }

    static long seq(Memory memory, long record) {
        return memory.getLong(record + 8);
    }

    static long delivered(Memory memory, long record) {
        return memory.getLong(record + DELIVERED);
    }

    static void putDelivered(Memory memory, long record, long atMillis) {
        memory.putLong(record + DELIVERED, atMillis);
    }

    static long deliveries(Memory memory, long record) {
        return memory.getLong(record + DELIVERIES);
    }

    static void putDeliveries(Memory memory, long record, long deliveries) {
        memory.putLong(record + DELIVERIES, deliveries);
    }

    /** The consumer's address, or 0 while a value is being loaded. */
    static long consumer(Memory memory, long record) {
        return memory.getLong(record + CONSUMER);
    }

    static void putConsumer(Memory memory, long record, long consumer) {
        memory.putLong(record + CONSUMER, consumer);
    }
}
