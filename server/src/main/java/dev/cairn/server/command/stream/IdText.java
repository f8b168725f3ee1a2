// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.Effects;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamId;

/** Writes ids as {@code milliseconds-sequence}, without allocation. One per command that needs it. */
public final class IdText {
    /** Two unsigned 64-bit numbers and a dash. */
    private static final int LONGEST = 41;

    private final byte[] text = new byte[LONGEST];
    private final ByteSlice slice = new ByteSlice();

    /** The id's text, good until the next call. */
    public ByteSlice of(long ms, long seq) {
        int at = digits(seq, LONGEST);
        text[--at] = '-';
        at = digits(ms, at);
        return slice.set(text, at, LONGEST - at);
    }

    public ByteSlice of(StreamId id) {
        return of(id.ms(), id.seq());
    }

    /** Answers with an id. */
    public void reply(ReplyWriter reply, long ms, long seq) {
        reply.bulk(of(ms, seq));
    }

    public void reply(ReplyWriter reply, StreamId id) {
        reply.bulk(of(id));
    }

    /** Adds an id to an effect. */
    Effects arg(Effects effects, StreamId id) {
        return effects.arg(of(id));
    }

    /** Writes an unsigned number that ends before an offset; returns where it begins. */
    private int digits(long number, int end) {
        int at = end;
        long rest = number;
        if (rest < 0) {
            // What is beyond the signed range gives up one digit, and is within it.
            long quotient = Long.divideUnsigned(rest, 10);
            text[--at] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        }
        do {
            long quotient = rest / 10;
            text[--at] = (byte) ('0' + (rest - quotient * 10));
            rest = quotient;
        } while (rest != 0);
        return at;
    }
}
