// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;

/**
 * The options of HGETEX and HSETEX: what becomes of the fields' expiry, and for HSETEX the conditions. Words that exclude
 * each other are refused; the same word twice is taken as once, the last time counting.
 */
final class FieldOptions {
    private static final int EX = 1;
    private static final int PX = 1 << 1;
    private static final int EXAT = 1 << 2;
    private static final int PXAT = 1 << 3;
    private static final int PERSIST = 1 << 4;
    private static final int KEEPTTL = 1 << 5;
    private static final int NX = 1 << 6;
    private static final int XX = 1 << 7;
    private static final int FNX = 1 << 8;
    private static final int FXX = 1 << 9;

    private static final int TIMES = EX | PX | EXAT | PXAT;
    private static final int EXPIRIES = TIMES | PERSIST | KEEPTTL;

    private int words;
    private int timeAt;

    /**
     * Reads the arguments from one index up to, not including, another.
     *
     * @param setting whether the command is the one that sets fields
     */
    void parseOrReply(CommandContext context, int from, int to, boolean setting) {
        words = 0;
        for (int i = from; i < to; i++) {
            int word = setting ? wordForSetting(context, i) : wordForReading(context, i);
            if (word == 0 || (words & excludedBy(word)) != 0) {
                context.refuse(ReplyError.SYNTAX);
                return;
            }
            words |= word;
            if ((word & TIMES) != 0) {
                timeAt = ++i;
                if (timeAt == to) {
                    context.refuse(ReplyError.SYNTAX);
                    return;
                }
            }
        }
    }

    /** The moment at which the fields are to expire, or -1 if no option says. */
    long timeOrReply(CommandContext context) {
        if (!hasTime()) {
            return -1;
        }
        ExpiryTime.Unit unit =
                (words & (EX | EXAT)) != 0 ? ExpiryTime.Unit.SECONDS : ExpiryTime.Unit.MILLIS;
        return ExpiryTime.parseOrReply(context, timeAt, unit, (words & (EX | PX)) != 0);
    }

    boolean hasTime() {
        return (words & TIMES) != 0;
    }

    boolean isPersist() {
        return (words & PERSIST) != 0;
    }

    boolean isKeepTtl() {
        return (words & KEEPTTL) != 0;
    }

    /** NX: the key must not exist. */
    boolean wantsNoKey() {
        return (words & NX) != 0;
    }

    /** XX: the key has to exist. */
    boolean wantsKey() {
        return (words & XX) != 0;
    }

    /** FNX: none of the fields may exist. */
    boolean wantsNoFields() {
        return (words & FNX) != 0;
    }

    /** FXX: all of the fields have to exist. */
    boolean wantsFields() {
        return (words & FXX) != 0;
    }

    private static int excludedBy(int word) {
        return switch (word) {
            case NX -> XX;
            case XX -> NX;
            case FNX -> FXX;
            case FXX -> FNX;
            default -> EXPIRIES & ~word;
        };
    }

    private static int wordForReading(CommandContext context, int index) {
        return context.request().is(index, "PERSIST") ? PERSIST : time(context, index);
    }

    private static int wordForSetting(CommandContext context, int index) {
        Request request = context.request();
        if (request.is(index, "KEEPTTL")) {
            return KEEPTTL;
        }
        if (request.is(index, "NX")) {
            return NX;
        }
        if (request.is(index, "XX")) {
            return XX;
        }
        if (request.is(index, "FNX")) {
            return FNX;
        }
        return request.is(index, "FXX") ? FXX : time(context, index);
    }

    private static int time(CommandContext context, int index) {
        Request request = context.request();
        if (request.is(index, "EX")) {
            return EX;
        }
        if (request.is(index, "PX")) {
            return PX;
        }
        if (request.is(index, "EXAT")) {
            return EXAT;
        }
        return request.is(index, "PXAT") ? PXAT : 0;
    }
}
