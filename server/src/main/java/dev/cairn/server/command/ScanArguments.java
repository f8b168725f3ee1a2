// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;
import dev.cairn.storage.memory.StoredBytes;

/** What SCAN and its kin for collections take: the cursor, MATCH, COUNT, and TYPE or NOVALUES. */
public final class ScanArguments {
    private static final int DEFAULT_COUNT = 10;
    private static final ReplyError NOVALUES_MISPLACED =
            ReplyError.of("ERR NOVALUES option can only be used in HSCAN");
    private static final ReplyError NOSCORES_MISPLACED =
            ReplyError.of("ERR NOSCORES option can only be used in ZSCAN");

    private GlobPattern pattern;
    private ByteSlice type;
    private int count = DEFAULT_COUNT;
    private boolean noValues;
    private byte[] scratch = new byte[64];

    private ScanArguments() {}

    /**
     * Reads the options from an index on.
     *
     * @param collection the type of the collection that is scanned, null for the keys of a database
     */
    public static ScanArguments parseOrReply(
            CommandContext context, int from, ValueType collection) {
        ScanArguments arguments = new ScanArguments();
        for (int i = from; i < context.argc() && !context.refused(); i++) {
            boolean last = i + 1 == context.argc();
            if (context.request().is(i, "COUNT") && !last) {
                arguments.countOrReply(context, ++i);
            } else if (context.request().is(i, "MATCH") && !last) {
                arguments.pattern = new GlobPattern(context.arg(++i), false);
            } else if (context.request().is(i, "TYPE") && collection == null && !last) {
                arguments.type = context.arg(++i);
            } else if (context.request().is(i, "NOVALUES")) {
                arguments.noValues = true;
                if (collection != ValueType.HASH) {
                    context.refuse(NOVALUES_MISPLACED);
                }
            } else if (context.request().is(i, "NOSCORES") && collection != ValueType.ZSET) {
                context.refuse(NOSCORES_MISPLACED);
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        return arguments;
    }

    /** The cursor at an index: an unsigned 64-bit number, read as {@code strtoull} reads it. */
    public static long cursorOrReply(CommandContext context, int index) {
        ByteSlice text = context.arg(index);
        int at = 0;
        while (at < text.length() && isSpace(text.at(at))) {
            at++;
        }
        boolean negative = at < text.length() && text.at(at) == '-';
        if (negative || (at < text.length() && text.at(at) == '+')) {
            at++;
        }
        // A plain negative number is refused; an oddly written one wraps around.
        boolean valid = at < text.length() && !(negative && isPlain(text, at));
        long value = 0;
        for (; at < text.length() && valid; at++) {
            int digit = text.at(at) - '0';
            valid = digit >= 0 && digit <= 9 && fits(value, digit);
            value = value * 10 + digit;
        }
        if (!valid) {
            context.refuse(ReplyError.INVALID_CURSOR);
            return 0;
        }
        return negative ? -value : value;
    }

    /** Whether a text passes MATCH. */
    public boolean matches(StoredBytes text) {
        if (pattern == null || pattern.isAny()) {
            return true;
        }
        int length = text.length();
        if (length > scratch.length) {
            scratch = new byte[length];
        }
        text.copyTo(scratch, 0);
        return pattern.matches(scratch, 0, length);
    }

    /** The name of the wanted type, or null. */
    public ByteSlice type() {
        return type;
    }

    public int count() {
        return count;
    }

    public boolean noValues() {
        return noValues;
    }

    private void countOrReply(CommandContext context, int index) {
        long given = context.longOrReply(index);
        if (!context.refused() && given < 1) {
            context.refuse(ReplyError.SYNTAX);
        }
        count = (int) Math.min(given, Integer.MAX_VALUE);
    }

    private static boolean fits(long value, int digit) {
        long limit = Long.divideUnsigned(-1L, 10);
        int order = Long.compareUnsigned(value, limit);
        return order < 0 || (order == 0 && digit <= Long.remainderUnsigned(-1L, 10));
    }

    /** Whether a minus sign and what follows is the canonical text of a 64-bit number. */
    private static boolean isPlain(ByteSlice text, int digitsAt) {
        return digitsAt == 1
                && DecimalText.isCanonicalLong(text.array(), text.offset(), text.length());
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}
