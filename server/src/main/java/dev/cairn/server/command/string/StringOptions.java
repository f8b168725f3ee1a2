// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.ExpiryArgument;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.memory.ByteSlice;

/**
 * The options that SET, GETEX and MSETEX share, read in one pass. Which of them exclude each other, and that one given
 * twice is taken as the last says, is as in Valkey. Reused from command to command.
 */
final class StringOptions {
    static final int NX = 1;
    static final int XX = 1 << 1;

    /** IFEQ, IFNE, IFDEQ or IFDNE. */
    static final int COMPARISON = 1 << 2;

    static final int GET = 1 << 3;
    static final int KEEPTTL = 1 << 4;
    static final int PERSIST = 1 << 5;

    /** EX, PX, EXAT or PXAT. */
    static final int EXPIRY = 1 << 6;

    private static final int CONDITIONS = NX | XX | COMPARISON;

    /** How an expiry is given. */
    enum Unit {
        EX(true, true),
        PX(false, true),
        EXAT(true, false),
        PXAT(false, false);

        private final boolean seconds;
        private final boolean relative;

        Unit(boolean seconds, boolean relative) {
            this.seconds = seconds;
            this.relative = relative;
        }

        private static final Unit[] ALL = values();

        /** The unit that an argument names, or null. */
        static Unit named(Request request, int index) {
            for (Unit unit : ALL) {
                if (request.is(index, unit.name())) {
                    return unit;
                }
            }
            return null;
        }

        /** The moment, in milliseconds of Unix time, that an argument gives in this unit. */
        long momentOrReply(CommandContext context, int index) {
            return ExpiryArgument.momentOrReply(context, index, seconds, relative);
        }
    }

    private final int allowed;
    private int given;
    private Unit unit;
    private int expiryIndex;
    private ValueComparison.Kind comparison;
    private int comparisonIndex;
    private long expireAtMillis;

    /** Options of a command that takes these. */
    StringOptions(int allowed) {
        this.allowed = allowed;
    }

    /** Reads the options from an argument on. Their expiry is a moment afterwards, whatever way it was given. */
    void parseOrReply(CommandContext context, int from) {
        given = 0;
        unit = null;
        expireAtMillis = -1;
        for (int i = from; i < context.argc(); i++) {
            int taken = take(context, i);
            if (taken == 0) {
                context.refuse(ReplyError.SYNTAX);
                return;
            }
            i += taken - 1;
        }
        if (has(EXPIRY)) {
            expireAtMillis = unit.momentOrReply(context, expiryIndex);
        }
    }

    boolean has(int option) {
        return (given & option) != 0;
    }

    /** When the key is to expire, -1 if that was not said. */
    long expireAtMillis() {
        return expireAtMillis;
    }

    /** Whether an expiry was given that lies in the past. */
    boolean isPast(CommandContext context) {
        return has(EXPIRY) && context.isPast(expireAtMillis);
    }

    /** What is to hold for the value that is there; only with {@link #COMPARISON}. */
    ValueComparison.Kind comparison() {
        return comparison;
    }

    /** What the value is compared with. */
    ByteSlice expected(CommandContext context) {
        return context.arg(comparisonIndex);
    }

    /** Takes the option at an index: how many arguments it has, 0 if it is none. */
    private int take(CommandContext context, int index) {
        Request request = context.request();
        boolean last = index + 1 == context.argc();
        if (request.is(index, "NX")) {
            return flag(NX, XX | COMPARISON);
        }
        if (request.is(index, "XX")) {
            return flag(XX, NX | COMPARISON);
        }
        if (request.is(index, "GET")) {
            return flag(GET, 0);
        }
        if (request.is(index, "KEEPTTL")) {
            return flag(KEEPTTL, PERSIST | EXPIRY);
        }
        if (request.is(index, "PERSIST")) {
            return flag(PERSIST, KEEPTTL | EXPIRY);
        }
        if (last) {
            return 0;
        }
        Unit candidate = Unit.named(request, index);
        if (candidate != null) {
            if (unit != null && unit != candidate) {
                return 0;
            }
            unit = candidate;
            expiryIndex = index + 1;
            return 2 * flag(EXPIRY, KEEPTTL | PERSIST);
        }
        comparison = ValueComparison.Kind.named(request, index);
        comparisonIndex = index + 1;
        return comparison == null ? 0 : 2 * flag(COMPARISON, CONDITIONS);
    }

    private int flag(int option, int excluded) {
        if ((allowed & option) == 0 || (given & excluded) != 0) {
            return 0;
        }
        given |= option;
        return 1;
    }
}
