// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.number.DoubleText;
import dev.cairn.storage.value.LentString;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes replies as RESP2 or RESP3.
 *
 * <p>One per command thread, which owns it. Bytes gather in one scratch array and go to the sink of the session that
 * is being served when the array is full and at {@link #end()}. Nothing is allocated per reply, but for texts that are
 * given as {@code String}.
 */
public final class ReplyWriter {
    private static final int SCRATCH_LENGTH = 32 * 1024;

    /** From this length on it costs less to lend a string than to copy it. */
    private static final int LENT_LENGTH = 32 * 1024;

    private static final int KEPT_LENGTH = 1024 * 1024;
    private static final byte[] OK = ascii("+OK\r\n");
    private static final byte[] NULL_BULK = ascii("$-1\r\n");
    private static final byte[] NULL_ARRAY = ascii("*-1\r\n");
    private static final byte[] NULL = ascii("_\r\n");
    private static final byte[] TRUE = ascii("#t\r\n");
    private static final byte[] FALSE = ascii("#f\r\n");
    private static final byte[] EMPTY_BULK = ascii("$0\r\n\r\n");
    private static final ReplySink NOWHERE = (bytes, offset, length) -> {};

    private final DoubleText doubles = new DoubleText();
    private final byte[] doubleText = new byte[DoubleText.LONGEST];
    private byte[] scratch = new byte[SCRATCH_LENGTH];
    private int length;
    private int openDeferrals;
    private int protocol = 2;
    private ReplySink sink = NOWHERE;
    private boolean discarding;
    private long passedOn;
    private long errors;
    private ReplyError lastError = ReplyError.SYNTAX;

    /** Begins to serve a session: what follows is encoded for its protocol and goes to its sink. */
    public void begin(ReplySink target, int protocolVersion) {
        sink = target;
        protocol = protocolVersion;
        length = 0;
        passedOn = 0;
        discarding = false;
    }

    /** Hands what has gathered to the sink. */
    public void end() {
        passOn();
        if (scratch.length > KEPT_LENGTH) {
            scratch = new byte[SCRATCH_LENGTH];
        }
        sink = NOWHERE;
    }

    /** 2 or 3. */
    public int protocol() {
        return protocol;
    }

    public void protocol(int version) {
        protocol = version;
    }

    /** Whether what is written from now on is dropped, as {@code CLIENT REPLY} asks. */
    public void discard(boolean drop) {
        if (drop != discarding) {
            passOn();
            discarding = drop;
        }
    }

    /** How many bytes have been written since {@link #begin}. */
    public long written() {
        return passedOn + length;
    }

    /** Takes back what was written since {@link #written} said so much; false where some of it has left. */
    public boolean rewind(long to) {
        openDeferrals = 0;
        length = (int) Math.max(0, to - passedOn);
        return to >= passedOn;
    }

    /** How many errors have been written, ever. */
    public long errors() {
        return errors;
    }

    /** The error that was written last. */
    public ReplyError lastError() {
        return lastError;
    }

    public void ok() {
        raw(OK);
    }

    /** A simple string; the text must not hold a line break. */
    public void simple(String text) {
        ensure(text.length() + 3);
        scratch[length++] = '+';
        latin1(text);
        lineEnd();
    }

    public void error(ReplyError error) {
        errors++;
        lastError = error;
        raw(error.encoded());
    }

    /** An error; the text begins with its code. */
    public void error(String text) {
        error(ReplyError.of(text));
    }

    public void integer(long value) {
        header(':', value);
    }

    public void bulk(ByteSlice value) {
        bulk(value.array(), value.offset(), value.length());
    }

    public void bulk(byte[] value) {
        bulk(value, 0, value.length);
    }

    public void bulk(byte[] source, int offset, int count) {
        header('$', count);
        body(source, offset, count);
        lineEnd();
    }

    /** A bulk string of Latin-1 characters. */
    public void bulk(String text) {
        if (text.isEmpty()) {
            raw(EMPTY_BULK);
            return;
        }
        header('$', text.length());
        if (text.length() > SCRATCH_LENGTH) {
            body(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
        } else {
            ensure(text.length());
            latin1(text);
        }
        lineEnd();
    }

    /** A bulk string of text in UTF-8. */
    public void bulkUtf8(String text) {
        bulk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A stored string, copied straight from where it is stored. */
    public void bulk(StoredBytes value) {
        bulk(value, 0, value.length());
    }

    /** A part of a stored string. */
    public void bulk(StoredBytes value, int offset, int count) {
        header('$', count);
        if (count <= SCRATCH_LENGTH - 64) {
            ensure(count + 2);
            value.copyTo(offset, count, scratch, length);
            length += count;
            scratch[length++] = '\r';
            scratch[length++] = '\n';
            return;
        }
        body(value::copyTo, offset, count);
    }

    /** Whether so many bytes of a stored string had better be lent than copied. */
    public boolean takesLent(int count) {
        return count >= LENT_LENGTH && openDeferrals == 0 && !discarding && sink.takesLent();
    }

    /** A part of a string that is lent, which will be given back; where {@link #takesLent}. */
    public void bulk(LentString value, int offset, int count) {
        header('$', count);
        passOn();
        sink.accept(value, offset, count);
        passedOn += count;
        lineEnd();
    }

    /** Bytes that lie anywhere. */
    @FunctionalInterface
    public interface BulkSource {
        void copyTo(int from, int count, byte[] target, int offset);
    }

    /** A bulk string of so many bytes. */
    public void bulk(int count, BulkSource source) {
        header('$', count);
        body(source, 0, count);
    }

    private void body(BulkSource source, int offset, int count) {
        for (int from = offset; from < offset + count; ) {
            ensure(1);
            int part = Math.min(offset + count - from, scratch.length - length);
            source.copyTo(from, part, scratch, length);
            length += part;
            from += part;
        }
        lineEnd();
    }

    /** A bulk string that holds a decimal number. */
    public void bulkLong(long value) {
        int digits = AsciiNumbers.length(value);
        header('$', digits);
        ensure(digits + 2);
        length += AsciiNumbers.write(value, scratch, length);
        lineEnd();
    }

    /** Nothing, where a string was asked for: a null bulk string, or RESP3's null. */
    public void nullBulk() {
        raw(protocol == 2 ? NULL_BULK : NULL);
    }

    /** Nothing, where an array was asked for: a null array, or RESP3's null. */
    public void nullArray() {
        raw(protocol == 2 ? NULL_ARRAY : NULL);
    }

    /** Begins an array of {@code count} replies. */
    public void array(long count) {
        header('*', count);
    }

    /** Begins a map of {@code pairs} keys and values; in RESP2 an array of twice as many. */
    public void map(long pairs) {
        header(protocol == 2 ? '*' : '%', protocol == 2 ? 2 * pairs : pairs);
    }

    /** Begins a set; in RESP2 an array. */
    public void set(long count) {
        header(protocol == 2 ? '*' : '~', count);
    }

    /** Begins a push message; in RESP2 an array. */
    public void push(long count) {
        header(protocol == 2 ? '*' : '>', count);
    }

    /** Begins an attribute of {@code pairs} keys and values; RESP3 only. */
    public void attribute(long pairs) {
        assert protocol == 3 : "attributes need RESP3";
        header('|', pairs);
    }

    /** A double; in RESP2 a bulk string. */
    public void doubleValue(double value) {
        doubleText(doubleText, doubles.write(value, doubleText, 0));
    }

    /** A number given as its decimal text, the first bytes of these; in RESP2 a bulk string. */
    public void doubleText(byte[] text, int textLength) {
        if (protocol == 2) {
            bulk(text, 0, textLength);
            return;
        }
        ensure(textLength + 3);
        scratch[length++] = ',';
        body(text, 0, textLength);
        lineEnd();
    }

    /** A number given as its decimal text; in RESP2 a bulk string. */
    public void doubleText(String text) {
        if (protocol == 2) {
            bulk(text);
            return;
        }
        ensure(text.length() + 3);
        scratch[length++] = ',';
        latin1(text);
        lineEnd();
    }

    /** A boolean; in RESP2 the integer 1 or 0. */
    public void bool(boolean value) {
        if (protocol == 2) {
            integer(value ? 1 : 0);
        } else {
            raw(value ? TRUE : FALSE);
        }
    }

    /** A big number, given as its decimal text; in RESP2 a bulk string. */
    public void bigNumber(String digits) {
        if (protocol == 2) {
            bulk(digits);
            return;
        }
        ensure(digits.length() + 3);
        scratch[length++] = '(';
        latin1(digits);
        lineEnd();
    }

    /** Text with a three-letter format ({@code txt}, {@code mkd}); in RESP2 a bulk string. UTF-8. */
    public void verbatim(String format, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (protocol == 2) {
            bulk(bytes);
            return;
        }
        header('=', bytes.length + 4L);
        ensure(4);
        latin1(format);
        scratch[length++] = ':';
        body(bytes, 0, bytes.length);
        lineEnd();
    }

    /** Bytes that are RESP already. */
    public void raw(byte[] encoded) {
        body(encoded, 0, encoded.length);
    }

    /**
     * Begins a reply whose number of elements is not known yet. What follows is kept back until {@link #endDeferred},
     * so a command whose reply may be large counts first instead.
     */
    public int defer() {
        openDeferrals++;
        return length;
    }

    /** Puts the header of the array before what has been written since {@code mark}. */
    public void endDeferredArray(int mark, long count) {
        endDeferred(mark, '*', count);
    }

    /** Puts the header of the map before what has been written since {@code mark}. */
    public void endDeferredMap(int mark, long pairs) {
        endDeferred(mark, protocol == 2 ? '*' : '%', protocol == 2 ? 2 * pairs : pairs);
    }

    /** Puts the header of the set before what has been written since {@code mark}. */
    public void endDeferredSet(int mark, long count) {
        endDeferred(mark, protocol == 2 ? '*' : '~', count);
    }

    /** Drops what has been written since {@code mark}. */
    public void abandonDeferred(int mark) {
        length = mark;
        openDeferrals--;
    }

    private void endDeferred(int mark, char type, long count) {
        int digits = AsciiNumbers.length(count);
        int headerLength = digits + 3;
        ensure(headerLength);
        System.arraycopy(scratch, mark, scratch, mark + headerLength, length - mark);
        scratch[mark] = (byte) type;
        AsciiNumbers.write(count, scratch, mark + 1);
        scratch[mark + 1 + digits] = '\r';
        scratch[mark + 2 + digits] = '\n';
        length += headerLength;
        openDeferrals--;
    }

    private void header(char type, long value) {
        ensure(AsciiNumbers.MAX_LENGTH + 3);
        scratch[length++] = (byte) type;
        length += AsciiNumbers.write(value, scratch, length);
        scratch[length++] = '\r';
        scratch[length++] = '\n';
    }

    private void lineEnd() {
        ensure(2);
        scratch[length++] = '\r';
        scratch[length++] = '\n';
    }

    private void latin1(String text) {
        for (int i = 0, n = text.length(); i < n; i++) {
            scratch[length++] = (byte) text.charAt(i);
        }
    }

    private void body(byte[] source, int offset, int count) {
        if (count <= scratch.length - length) {
            System.arraycopy(source, offset, scratch, length, count);
            length += count;
        } else if (openDeferrals > 0 || count <= SCRATCH_LENGTH / 2) {
            ensure(count);
            System.arraycopy(source, offset, scratch, length, count);
            length += count;
        } else {
            passOn();
            if (!discarding) {
                sink.accept(source, offset, count);
            }
            passedOn += count;
        }
    }

    /** Makes room for {@code count} bytes, which is at most half the scratch array unless a deferral is open. */
    private void ensure(int count) {
        if (scratch.length - length >= count) {
            return;
        }
        if (openDeferrals == 0) {
            passOn();
        }
        if (scratch.length - length < count) {
            int larger =
                    (int)
                            Math.min(
                                    Integer.MAX_VALUE - 8L,
                                    Math.max(2L * scratch.length, (long) length + count));
            scratch = Arrays.copyOf(scratch, larger);
        }
    }

    private void passOn() {
        if (length > 0) {
            if (!discarding) {
                sink.accept(scratch, 0, length);
            }
            passedOn += length;
            length = 0;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
