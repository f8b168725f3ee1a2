// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

/** An expiry as commands take it: in seconds or milliseconds, from now or as Unix time; always above zero. */
public final class ExpiryArgument {
    private static final long MILLIS_PER_SECOND = 1000;

    private ExpiryArgument() {}

    /** The moment, in milliseconds of Unix time, that an argument gives. */
    public static long momentOrReply(
            CommandContext context, int index, boolean seconds, boolean relative) {
        long given = context.longOrReply(index);
        if (context.refused()) {
            return 0;
        }
        if (given <= 0 || (seconds && given > Long.MAX_VALUE / MILLIS_PER_SECOND)) {
            refuse(context);
            return 0;
        }
        long millis = seconds ? given * MILLIS_PER_SECOND : given;
        long moment = relative ? millis + context.nowMillis() : millis;
        if (moment <= 0) {
            refuse(context);
        }
        return moment;
    }

    /** Says that the command's expiry is out of range. */
    public static void refuse(CommandContext context) {
        context.refuse("ERR invalid expire time in '" + context.command().fullName() + "' command");
    }
}
