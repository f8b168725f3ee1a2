// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;

/**
 * A part of a string as BITCOUNT and BITPOS take it: from a first to a last byte or bit, both included, negative ones
 * counting from the end. Reused from command to command.
 */
final class BitRange {
    private boolean inBits;
    private boolean hasLast;
    private long first;
    private long last;

    /** Reads the arguments from one on: a first, a last and the unit of both, each of which may be missing. */
    void parseOrReply(CommandContext context, int from) {
        int argc = context.argc();
        inBits = false;
        first = 0;
        last = -1;
        hasLast = argc > from + 1;
        if (argc > from + 3) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        if (argc > from) {
            first = context.longOrReply(from);
        }
        if (!context.refused() && argc > from + 2) {
            unitOrReply(context, from + 2);
        }
        if (!context.refused() && hasLast) {
            last = context.longOrReply(from + 1);
        }
    }

    private void unitOrReply(CommandContext context, int index) {
        if (context.request().is(index, "BIT")) {
            inBits = true;
        } else if (!context.request().is(index, "BYTE")) {
            context.refuse(ReplyError.SYNTAX);
        }
    }

    /** Whether the range was said to end somewhere; without, it ends with the string. */
    boolean hasLast() {
        return hasLast;
    }

    /** Whether both ends count from the string's end and are the wrong way round, however long the string is. */
    boolean isReversed() {
        return first < 0 && last < 0 && first > last;
    }

    /** Makes the range one of bits within a string of this length; false when nothing is in it. */
    boolean fit(long length) {
        long total = inBits ? length * 8 : length;
        first = Math.max(first < 0 ? first + total : first, 0);
        last = Math.min(Math.max(last < 0 ? last + total : last, 0), total - 1);
        if (first > last) {
            return false;
        }
        if (!inBits) {
            first *= 8;
            last = last * 8 + 7;
        }
        return true;
    }

    /** The range's first bit, once it {@linkplain #fit fits}. */
    long firstBit() {
        return first;
    }

    /** The range's last bit. */
    long lastBit() {
        return last;
    }
}
