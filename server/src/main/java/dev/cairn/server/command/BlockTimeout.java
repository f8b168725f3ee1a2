// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;

import java.math.BigInteger;

/** How long a command may wait, as a moment: 0 waits for as long as it takes. */
public final class BlockTimeout {
    private static final ReplyError NOT_AN_INTEGER =
            ReplyError.of("ERR timeout is not an integer or out of range");
    private static final ReplyError NOT_A_FLOAT =
            ReplyError.of("ERR timeout is not a float or out of range");
    private static final ReplyError NEGATIVE = ReplyError.of("ERR timeout is negative");
    private static final ReplyError OUT_OF_RANGE = ReplyError.of("ERR timeout is out of range");
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Whole numbers of so many digits need no exact arithmetic: they are as many milliseconds without an overflow. */
    private static final int PLAIN_DIGITS = 12;

    private BlockTimeout() {}

    /** The moment at which a wait of so many milliseconds is over, {@code Long.MAX_VALUE} for never. */
    public static long millisOrReply(CommandContext context, int index) {
        long timeout = context.longOrReply(index, NOT_AN_INTEGER);
        return context.refused() ? 0 : deadlineOrReply(context, timeout);
    }

    /** As {@link #millisOrReply}, for seconds with decimals, which are rounded up to the next millisecond. */
    public static long secondsOrReply(CommandContext context, int index) {
        ByteSlice text = context.arg(index);
        if (text.length() <= PLAIN_DIGITS
                && AsciiNumbers.isNumber(text.array(), text.offset(), text.length())) {
            long seconds = AsciiNumbers.valueOf(text.array(), text.offset(), text.length());
            return deadlineOrReply(context, seconds * 1000);
        }
        FloatText seconds = FloatText.parse(text.array(), text.offset(), text.length());
        if (seconds == null) {
            context.refuse(NOT_A_FLOAT);
            return 0;
        }
        BigInteger millis = seconds.isFinite() ? seconds.thousandfoldRoundedUp() : null;
        if (millis == null || millis.abs().compareTo(LONGEST) > 0) {
            boolean negative = millis == null ? seconds.isNegative() : millis.signum() < 0;
            context.refuse(negative ? NEGATIVE : OUT_OF_RANGE);
            return 0;
        }
        return deadlineOrReply(context, millis.longValue());
    }

    private static long deadlineOrReply(CommandContext context, long timeoutMillis) {
        if (timeoutMillis < 0) {
            context.refuse(NEGATIVE);
        } else if (timeoutMillis > Long.MAX_VALUE - context.nowMillis()) {
            context.refuse(OUT_OF_RANGE);
        }
        return timeoutMillis == 0 ? Long.MAX_VALUE : timeoutMillis + context.nowMillis();
    }
}
