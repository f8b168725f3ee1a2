// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.string.Strings;

/**
 * One operation of BITFIELD: a cursor over the command's arguments, which are read once to check all of them, and again to
 * run them one by one. So nothing need be kept of any.
 */
final class BitFieldOperation {
    private static final ReplyError BAD_TYPE =
            ReplyError.of(
                    "ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not"
                            + " supported but i64 is.");
    private static final ReplyError BAD_OVERFLOW =
            ReplyError.of("ERR Invalid OVERFLOW type specified");

    private enum Kind {
        GET(2),
        SET(3),
        INCRBY(3);

        /** How many arguments follow the word. */
        private final int arguments;

        Kind(int arguments) {
            this.arguments = arguments;
        }
    }

    private static final Kind[] KINDS = Kind.values();

    private int next;
    private Kind kind = Kind.GET;
    private BitFieldOverflow overflow = BitFieldOverflow.WRAP;
    private boolean signed;
    private int width;
    private long offset;
    private long amount;
    private boolean refused;

    /** Goes before the first operation. */
    void begin() {
        next = 2;
        overflow = BitFieldOverflow.WRAP;
    }

    /** Goes to the next operation; false at the end, or when one is refused. */
    boolean nextOrReply(CommandContext context) {
        while (next < context.argc()) {
            if (context.request().is(next, "OVERFLOW") && next + 1 < context.argc()) {
                overflow = BitFieldOverflow.find(context.arg(next + 1));
                if (overflow == null) {
                    context.refuse(BAD_OVERFLOW);
                    return false;
                }
                next += 2;
                continue;
            }
            operationOrReply(context);
            return !context.refused();
        }
        return false;
    }

    private void operationOrReply(CommandContext context) {
        kind = kindOf(context);
        if (kind == null || next + kind.arguments >= context.argc()) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        typeOrReply(context, context.arg(next + 1));
        if (!context.refused()) {
            offset = BitOffset.parseOrReply(context, next + 2, width);
        }
        if (!context.refused() && kind != Kind.GET) {
            amount = context.longOrReply(next + 3);
        }
        next += 1 + kind.arguments;
    }

    private Kind kindOf(CommandContext context) {
        for (Kind candidate : KINDS) {
            if (context.request().is(next, candidate.name())) {
                return candidate;
            }
        }
        return null;
    }

    private void typeOrReply(CommandContext context, ByteSlice type) {
        signed = type.length() > 0 && type.at(0) == 'i';
        boolean known = signed || (type.length() > 0 && type.at(0) == 'u');
        int from = type.offset() + 1;
        int length = type.length() - 1;
        long bits = 0;
        if (known && AsciiNumbers.isNumber(type.array(), from, length)) {
            bits = AsciiNumbers.valueOf(type.array(), from, length);
        }
        if (bits < 1 || bits > (signed ? 64 : 63)) {
            context.refuse(BAD_TYPE);
            return;
        }
        width = (int) bits;
    }

    boolean writes() {
        return kind != Kind.GET;
    }

    boolean isIncrement() {
        return kind == Kind.INCRBY;
    }

    /** The field's first bit. */
    long offset() {
        return offset;
    }

    /** The field's width in bits. */
    int width() {
        return width;
    }

    /** The field's value; bits behind the string's end are 0, as are all if there is none. */
    long read(Strings strings, long entry) {
        if (entry == 0) {
            return 0;
        }
        StoredBytes value = strings.value(entry);
        long bits = 0;
        int left = width;
        for (long at = offset; left > 0; ) {
            int within = (int) (at & 7);
            int taken = Math.min(left, 8 - within);
            long index = at >>> 3;
            int seen = index < value.length() ? value.at((int) index) & 0xFF : 0;
            int part = (seen >>> (8 - within - taken)) & ((1 << taken) - 1);
            bits = (bits << taken) | part;
            at += taken;
            left -= taken;
        }
        return signed ? bits << (64 - width) >> (64 - width) : bits;
    }

    /** What the field is to become; {@link #isRefused()} tells afterwards whether it is to stay instead. */
    long result(long old) {
        long base = isIncrement() ? old : amount;
        long increment = isIncrement() ? amount : 0;
        long sum = base + increment;
        int direction =
                signed
                        ? BitFieldOverflow.ofSigned(base, increment, width)
                        : BitFieldOverflow.ofUnsigned(base, increment, width);
        refused = direction != 0 && overflow == BitFieldOverflow.FAIL;
        if (direction != 0 && overflow == BitFieldOverflow.SAT) {
            return BitFieldOverflow.limit(direction, signed, width);
        }
        return signed ? sum << (64 - width) >> (64 - width) : sum << (64 - width) >>> (64 - width);
    }

    /** Whether the last result does not fit and OVERFLOW FAIL is in force. */
    boolean isRefused() {
        return refused;
    }

    /** Writes the field into a string that is long enough; bytes that stay as they are are not touched. */
    void write(Strings strings, long entry, long value) {
        int left = width;
        for (long at = offset; left > 0; ) {
            int within = (int) (at & 7);
            int taken = Math.min(left, 8 - within);
            int shift = 8 - within - taken;
            int mask = ((1 << taken) - 1) << shift;
            int index = (int) (at >>> 3);
            byte old = strings.byteAt(entry, index);
            int bits = (int) (value >>> (left - taken)) << shift;
            byte changed = (byte) ((old & ~mask) | (bits & mask));
            if (changed != old) {
                strings.putByte(entry, index, changed);
            }
            at += taken;
            left -= taken;
        }
    }
}
