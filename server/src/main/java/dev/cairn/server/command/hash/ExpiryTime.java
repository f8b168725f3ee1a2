// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.CommandContext;

/** A moment at which fields expire, as arguments give it. */
final class ExpiryTime {
    private ExpiryTime() {}

    /** What the number in an argument counts. */
    enum Unit {
        SECONDS(1000),
        MILLIS(1);

        private final int millis;

        Unit(int millis) {
            this.millis = millis;
        }
    }

    /** The moment in milliseconds since 1970; a negative number and one beyond all time are refused. */
    static long parseOrReply(CommandContext context, int index, Unit unit, boolean relative) {
        long number = context.longOrReply(index);
        if (context.refused()) {
            return 0;
        }
        long base = relative ? context.nowMillis() : 0;
        if (number < 0
                || number > Long.MAX_VALUE / unit.millis
                || number * unit.millis > Long.MAX_VALUE - base) {
            String name = context.command().fullName();
            context.refuse("ERR invalid expire time in '" + name + "' command");
            return 0;
        }
        return number * unit.millis + base;
    }

    /**
     * Whether fields with this expiry are removed at once instead. While the log is replayed nothing is: what was in the
     * future then may be in the past now.
     */
    static boolean isPast(CommandContext context, long atMillis) {
        // A field is due once its moment has passed; here the moment itself is past as well.
        return context.keyspace().isDue(Math.max(0, atMillis - 1));
    }
}
