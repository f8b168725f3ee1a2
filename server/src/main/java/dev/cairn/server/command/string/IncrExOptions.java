// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.FloatText;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.memory.ByteSlice;

/**
 * What INCREX is told: by how much, within which bounds, and what becomes of the expiry. No option may be given twice, as in
 * Redis 8. Reused from command to command.
 */
final class IncrExOptions {
    private static final ReplyError WITHOUT_EXPIRY =
            ReplyError.of("ERR ENX flag requires an expiration");
    private static final ReplyError CROSSED =
            ReplyError.of("ERR LBOUND can't be greater than UBOUND");

    /** An option with a number: its argument, 0 while it was not given, and what it says. */
    static final class Amount {
        private final ReplyError noInteger;
        private final ReplyError noFloat;
        private int index;
        private long integer;
        private FloatText number;

        private Amount(String name) {
            noInteger = ReplyError.of("ERR " + name + " is not an integer or out of range");
            noFloat = ReplyError.of("ERR " + name + " is not a valid float");
        }

        long integer() {
            return integer;
        }

        FloatText number() {
            return number;
        }

        private void readOrReply(
                CommandContext context, boolean floats, long without, FloatText withoutFloat) {
            integer = without;
            number = withoutFloat;
            if (index == 0 || context.refused()) {
                return;
            }
            if (!floats) {
                integer = context.longOrReply(index, noInteger);
                return;
            }
            ByteSlice text = context.arg(index);
            number = FloatText.parse(text.array(), text.offset(), text.length());
            if (number == null) {
                context.refuse(noFloat);
            }
        }
    }

    private static final FloatText ONE = FloatText.of(1);

    private final Amount increment = new Amount("Increment");
    private final Amount lower = new Amount("LBOUND");
    private final Amount upper = new Amount("UBOUND");
    private boolean floats;
    private boolean saturating;
    private boolean persisting;
    private boolean onlyNewExpiry;
    private StringOptions.Unit unit;
    private int expiryIndex;
    private long expireAtMillis;

    /** Reads the options from an argument on. */
    void parseOrReply(CommandContext context, int from) {
        increment.index = 0;
        lower.index = 0;
        upper.index = 0;
        floats = false;
        saturating = false;
        persisting = false;
        onlyNewExpiry = false;
        unit = null;
        for (int i = from; i < context.argc(); i++) {
            if (!takeFlag(context.request(), i)) {
                if (i + 1 == context.argc() || !takeValue(context.request(), i)) {
                    context.refuse(ReplyError.SYNTAX);
                    return;
                }
                i++;
            }
        }
        if (onlyNewExpiry && unit == null) {
            context.refuse(persisting ? ReplyError.SYNTAX : WITHOUT_EXPIRY);
            return;
        }
        increment.readOrReply(context, floats, 1, ONE);
        lower.readOrReply(context, floats, Long.MIN_VALUE, FloatText.LOWEST);
        upper.readOrReply(context, floats, Long.MAX_VALUE, FloatText.HIGHEST);
        if (context.refused()) {
            return;
        }
        boolean crossed =
                floats ? lower.number.compareTo(upper.number) > 0 : lower.integer > upper.integer;
        if (crossed) {
            context.refuse(CROSSED);
        } else if (unit != null) {
            expireAtMillis = unit.momentOrReply(context, expiryIndex);
        }
    }

    /** Whether it is counted in floats and not in integers. */
    boolean isFloat() {
        return floats;
    }

    Amount increment() {
        return increment;
    }

    /** The lowest result; without the option the type's. */
    Amount lower() {
        return lower;
    }

    /** The highest result; without the option the type's. */
    Amount upper() {
        return upper;
    }

    /** Whether a result out of bounds becomes the bound, and is not refused. */
    boolean isSaturating() {
        return saturating;
    }

    /** Whether the key is to lose its expiry. */
    boolean isPersisting() {
        return persisting;
    }

    /** Whether the key is to expire, which has one by now or not. */
    boolean setsExpiry(boolean hasOne) {
        return unit != null && !(onlyNewExpiry && hasOne);
    }

    long expireAtMillis() {
        return expireAtMillis;
    }

    private boolean takeFlag(Request request, int index) {
        if (!saturating && request.is(index, "SATURATE")) {
            saturating = true;
        } else if (!persisting && unit == null && request.is(index, "PERSIST")) {
            persisting = true;
        } else if (!onlyNewExpiry && request.is(index, "ENX")) {
            onlyNewExpiry = true;
        } else {
            return false;
        }
        return true;
    }

    private boolean takeValue(Request request, int index) {
        boolean byFloat = request.is(index, "BYFLOAT");
        if (byFloat || request.is(index, "BYINT")) {
            floats = byFloat;
            return take(increment, index);
        }
        if (request.is(index, "LBOUND")) {
            return take(lower, index);
        }
        if (request.is(index, "UBOUND")) {
            return take(upper, index);
        }
        if (unit != null || persisting) {
            return false;
        }
        unit = StringOptions.Unit.named(request, index);
        expiryIndex = index + 1;
        return unit != null;
    }

    private static boolean take(Amount amount, int index) {
        boolean first = amount.index == 0;
        amount.index = index + 1;
        return first;
    }
}
