// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;
import dev.cairn.storage.memory.StoredBytes;

import java.util.Locale;

/** What SCAN and its kin for collections take: the cursor, MATCH, COUNT, and TYPE or NOVALUES. */
public final class ScanArguments {
    private static final int DEFAULT_COUNT = 10;
    private static final int LONGEST_NAME_SHOWN = 128;
    private static final ReplyError NOVALUES_MISPLACED =
            ReplyError.of("ERR NOVALUES option can only be used in HSCAN");
    private static final ReplyError NOSCORES_MISPLACED =
            ReplyError.of("ERR NOSCORES option can only be used in ZSCAN");

    private GlobPattern pattern;
    private ValueType type;
    private int count = DEFAULT_COUNT;
    private boolean noValues;
    private boolean noScores;

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
                arguments.typeOrReply(context, ++i);
            } else if (context.request().is(i, "NOVALUES")) {
                arguments.noValues = true;
                if (collection != ValueType.HASH) {
                    context.refuse(NOVALUES_MISPLACED);
                }
            } else if (context.request().is(i, "NOSCORES")) {
                arguments.noScores = true;
                if (collection != ValueType.ZSET) {
                    context.refuse(NOSCORES_MISPLACED);
                }
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
        return pattern == null || pattern.isAny() || pattern.matches(text);
    }

    /** Whether a value of this type passes TYPE. */
    public boolean accepts(ValueType found) {
        return type == null || type == found;
    }

    public int count() {
        return count;
    }

    public boolean noValues() {
        return noValues;
    }

    public boolean noScores() {
        return noScores;
    }

    private void typeOrReply(CommandContext context, int index) {
        for (ValueType known : ValueType.values()) {
            if (context.request().is(index, known.text().toUpperCase(Locale.ROOT))) {
                type = known;
                return;
            }
        }
        byte[] name = context.arg(index).toBytes();
        int shown = Math.min(name.length, LONGEST_NAME_SHOWN);
        context.refuse("ERR unknown type name '" + new String(name, 0, shown, ISO_8859_1) + "'");
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
