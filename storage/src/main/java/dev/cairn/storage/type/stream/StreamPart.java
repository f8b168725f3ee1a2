// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

/** The kinds of parts that a stream is handed over in, in this order; see {@link FrozenStream}. */
public final class StreamPart {
    /** A block: its master id (ms, seq), and its listpack. */
    public static final int BLOCK = 1;

    /** What the root says; number: groups. */
    public static final int ROOT = 2;

    /** A group: its name; last id, entries read; number: pending entries. */
    public static final int GROUP = 3;

    /** Some of the group's pending entries. */
    public static final int PENDING = 4;

    /** Number: consumers of the group. */
    public static final int CONSUMERS = 5;

    /** A consumer: its name; seen at, active at; number: pending entries. */
    public static final int CONSUMER = 6;

    /** The ids of some of the consumer's pending entries. */
    public static final int OWNED = 7;

    /** There is no more; it is not handed over. */
    public static final int END = 8;

    // Where the root's numbers stand: ids are two, milliseconds and sequence.
    public static final int ROOT_LENGTH = 8;
    public static final int ROOT_LAST = 16;
    public static final int ROOT_FIRST = 32;
    public static final int ROOT_DELETED = 48;
    public static final int ROOT_ADDED = 64;

    // Of a group and of a consumer.
    public static final int GROUP_LAST = 0;
    public static final int GROUP_READ = 16;
    public static final int CONSUMER_SEEN = 0;
    public static final int CONSUMER_ACTIVE = 8;

    // Of a pending entry, whose id stands first.
    public static final int PENDING_BYTES = 40;
    public static final int PENDING_DELIVERED = 16;
    public static final int PENDING_DELIVERIES = 24;
    public static final int OWNED_BYTES = 16;

    private StreamPart() {}
}
