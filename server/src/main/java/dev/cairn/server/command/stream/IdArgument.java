// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.StreamIds;

/**
 * Reads ids from arguments: {@code ms}, {@code ms-seq}, {@code ms-*}, and {@code -} and {@code +} for the least and the
 * greatest one.
 *
 * <p>Numbers are read as Valkey reads them, by the rules of C: blanks, a sign and leading zeros before the digits are let
 * pass, but a canonical negative number is not, and a zero byte ends the text.
 */
public final class IdArgument {
    static final ReplyError INVALID =
            ReplyError.of("ERR Invalid stream ID specified as stream command argument");
    private static final ReplyError INVALID_START =
            ReplyError.of("ERR invalid start ID for the interval");
    private static final ReplyError INVALID_END =
            ReplyError.of("ERR invalid end ID for the interval");

    private static final int LONGEST = 127;

    /** The last number that was read. */
    private long number;

    private boolean sequenceGiven;

    /** Reads an id that must not be {@code -} or {@code +}; what it leaves out of its sequence is as told. */
    public void strictOrReply(CommandContext context, int index, long missingSeq, StreamId into) {
        if (!parse(context.arg(index), 0, missingSeq, true, false, into)) {
            context.refuse(INVALID);
        }
    }

    /** Reads an id that may be {@code -} or {@code +}. */
    public void anyOrReply(CommandContext context, int index, StreamId into) {
        if (!parse(context.arg(index), 0, 0, false, false, into)) {
            context.refuse(INVALID);
        }
    }

    /** Reads the id of a new entry, whose sequence may be {@code *}: {@link #sequenceGiven} tells. */
    void newOrReply(CommandContext context, int index, StreamId into) {
        if (!parse(context.arg(index), 0, 0, true, true, into)) {
            context.refuse(INVALID);
        }
    }

    boolean sequenceGiven() {
        return sequenceGiven;
    }

    /** Whether an argument is an id; if so it is read. */
    boolean isId(ByteSlice text, StreamId into) {
        return parse(text, 0, 0, true, false, into);
    }

    /** Reads the start of a range: the id itself, or with a parenthesis the one behind it. */
    void startOrReply(CommandContext context, int index, StreamId into) {
        boolean exclusive = boundOrReply(context, index, 0, into);
        if (!context.refused() && exclusive && !into.increment()) {
            context.refuse(INVALID_START);
        }
    }

    /** Reads the end of a range: the id itself, or with a parenthesis the one before it. */
    void endOrReply(CommandContext context, int index, StreamId into) {
        boolean exclusive = boundOrReply(context, index, StreamIds.MAX, into);
        if (!context.refused() && exclusive && !into.decrement()) {
            context.refuse(INVALID_END);
        }
    }

    private boolean boundOrReply(
            CommandContext context, int index, long missingSeq, StreamId into) {
        ByteSlice text = context.arg(index);
        boolean exclusive = text.length() > 1 && text.at(0) == '(';
        if (!parse(text, exclusive ? 1 : 0, missingSeq, exclusive, false, into)) {
            context.refuse(INVALID);
        }
        return exclusive;
    }

    private boolean parse(
            ByteSlice text,
            int from,
            long missingSeq,
            boolean strict,
            boolean starAllowed,
            StreamId into) {
        sequenceGiven = true;
        if (text.length() - from > LONGEST) {
            return false;
        }
        int end = end(text, from);
        if (end == from + 1 && (text.at(from) == '-' || text.at(from) == '+')) {
            long bound = text.at(from) == '+' ? StreamIds.MAX : 0;
            into.set(bound, bound);
            return !strict;
        }
        int dash = from;
        while (dash < end && text.at(dash) != '-') {
            dash++;
        }
        if (!unsigned(text, from, dash)) {
            return false;
        }
        long ms = number;
        if (dash == end) {
            into.set(ms, missingSeq);
            return true;
        }
        if (starAllowed && end == dash + 2 && text.at(dash + 1) == '*') {
            sequenceGiven = false;
            into.set(ms, 0);
            return true;
        }
        if (!unsigned(text, dash + 1, end)) {
            return false;
        }
        into.set(ms, number);
        return true;
    }

    private static int end(ByteSlice text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.at(i) == 0) {
                return i;
            }
        }
        return text.length();
    }

    private boolean unsigned(ByteSlice text, int from, int end) {
        int at = from;
        while (at < end && isBlank(text.at(at))) {
            at++;
        }
        boolean negative = at < end && text.at(at) == '-';
        boolean signed = negative || (at < end && text.at(at) == '+');
        at += signed ? 1 : 0;
        int digits = at;
        long value = 0;
        for (; at < end; at++) {
            int digit = text.at(at) - '0';
            if (digit < 0 || digit > 9 || !fits(value, digit)) {
                return false;
            }
            value = value * 10 + digit;
        }
        if (at == digits || (negative && isCanonicalNegative(text, from, digits, value))) {
            return false;
        }
        number = negative ? -value : value;
        return true;
    }

    /** Whether the text is what the number is written as, which Valkey reads by other rules and refuses. */
    private static boolean isCanonicalNegative(
            ByteSlice text, int from, int digits, long magnitude) {
        boolean inRange = magnitude > 0 || magnitude == Long.MIN_VALUE;
        return digits == from + 1 && text.at(digits) != '0' && inRange;
    }

    private static boolean fits(long value, int digit) {
        int order = Long.compareUnsigned(value, Long.divideUnsigned(-1, 10));
        return order < 0 || (order == 0 && digit <= 5);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }
}
