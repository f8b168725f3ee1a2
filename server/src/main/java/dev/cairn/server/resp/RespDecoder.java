// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds requests in a stream of bytes: multi-bulk (arrays of bulk strings) and inline ones.
 *
 * <p>A request that is cut short is resumed where it stopped: what was found stays in this object as offsets from the
 * request's first byte, so the bytes may move between calls and no byte is looked at twice. One decoder per
 * connection; the command thread owns it.
 *
 * <p>The limits and the texts of the errors are Valkey's ({@code src/networking.c}). Nothing is allocated from a
 * number that a client sent: the offsets grow as arguments arrive.
 */
public final class RespDecoder {
    /** What {@link #decode} found. */
    public enum Outcome {
        /** The request ends beyond the bytes at hand. */
        INCOMPLETE,
        /** A request; its length is {@link #consumed()}. */
        REQUEST,
        /** An empty request, which is skipped without a reply; its length is {@link #consumed()}. */
        EMPTY,
        /** The stream is broken: see {@link #error()}. The connection is to be closed after the reply. */
        ERROR
    }

    private static final int FIRST_CAPACITY = 4;
    private static final int KEPT_CAPACITY = 64;
    private static final int UNKNOWN = -1;
    private static final String INVALID_CRLF = "invalid CRLF in request";
    private static final long INVALID = Long.MIN_VALUE;

    private final RespLimits limits;

    // Where the argument i stands, relative to the request's first byte: bounds[2i], and its
    // length: bounds[2i + 1].
    private int[] bounds = new int[2 * FIRST_CAPACITY];
    private int found;
    private int expected = UNKNOWN;
    private long bulkLength = UNKNOWN;
    private int position;
    private int consumed;
    private String error = "";
    private boolean webRequest;

    public RespDecoder(RespLimits limits) {
        this.limits = limits;
    }

    /** The length of the request that was just found, in bytes. */
    public int consumed() {
        return consumed;
    }

    /** What is wrong with the stream, without the error code. */
    public String error() {
        return error;
    }

    /** Forgets a request that is under way: what comes next is the first byte of a request. */
    public void startOver() {
        expected = UNKNOWN;
        position = 0;
        error = "";
        webRequest = false;
    }

    /** How many bytes the argument under way is known to need beyond the request's first byte, as a hint for buffers. */
    public long neededLength() {
        return bulkLength == UNKNOWN ? 0 : position + bulkLength + 2;
    }

    /**
     * Whether the error is that somebody speaks HTTP: a web page that has its reader's browser send what are commands to
     * us, whose connection ends without an answer.
     */
    public boolean isWebRequest() {
        return webRequest;
    }

    /** Whether a request is under way. */
    public boolean isMidRequest() {
        return expected != UNKNOWN;
    }

    /**
     * Looks for one request in {@code buffer[start..end)}. After {@link Outcome#INCOMPLETE} the next call's
     * {@code start} must be the same request's first byte again.
     */
    public Outcome decode(
            byte[] buffer, int start, int end, boolean authenticated, Request request) {
        if (start == end) {
            return Outcome.INCOMPLETE;
        }
        if (expected == UNKNOWN) {
            if (buffer[start] != '*') {
                return decodeInline(buffer, start, end, request);
            }
            Outcome outcome = decodeCount(buffer, start, end, authenticated);
            if (outcome != Outcome.REQUEST) {
                return outcome;
            }
        }
        return decodeArguments(buffer, start, end, authenticated, request);
    }

    private Outcome decodeCount(byte[] buffer, int start, int end, boolean authenticated) {
        int lineEnd = lineEnd(buffer, start + 1, end);
        if (lineEnd < 0) {
            return end - start > RespLimits.INLINE_MAX_LENGTH
                    ? fail("too big mbulk count string")
                    : Outcome.INCOMPLETE;
        }
        if (buffer[lineEnd + 1] != '\n') {
            return fail(INVALID_CRLF);
        }
        int from = start + 1;
        long count = number(buffer, from, lineEnd);
        if (count == INVALID || count > RespLimits.MAX_COUNT) {
            return fail("invalid multibulk length");
        }
        if (count > RespLimits.UNAUTHENTICATED_MAX_COUNT && !authenticated) {
            return fail("unauthenticated multibulk length");
        }
        if (count <= 0) {
            consumed = lineEnd + 2 - start;
            return Outcome.EMPTY;
        }
        expected = (int) count;
        found = 0;
        bulkLength = UNKNOWN;
        position = lineEnd + 2 - start;
        return Outcome.REQUEST;
    }

    private Outcome decodeArguments(
            byte[] buffer, int start, int end, boolean authenticated, Request request) {
        int at = start + position;
        while (found < expected) {
            if (bulkLength == UNKNOWN) {
                int next = decodeBulkLength(buffer, at, end, authenticated);
                if (next < 0) {
                    return error.isEmpty() ? Outcome.INCOMPLETE : Outcome.ERROR;
                }
                at = next;
                position = at - start;
            }
            if (end - at < bulkLength + 2) {
                return Outcome.INCOMPLETE;
            }
            int bulkEnd = at + (int) bulkLength;
            if (buffer[bulkEnd] != '\r' || buffer[bulkEnd + 1] != '\n') {
                return fail(INVALID_CRLF);
            }
            keep(position, (int) bulkLength);
            at = bulkEnd + 2;
            position = at - start;
            bulkLength = UNKNOWN;
        }
        consumed = position;
        hand(buffer, start, request);
        return Outcome.REQUEST;
    }

    /** Reads the line of an argument's length and returns where the argument begins, or -1. */
    private int decodeBulkLength(byte[] buffer, int at, int end, boolean authenticated) {
        int lineEnd = at == end ? -1 : lineEnd(buffer, at, end);
        if (lineEnd < 0) {
            if (end - at > RespLimits.INLINE_MAX_LENGTH) {
                fail("too big bulk count string");
            }
            return -1;
        }
        if (buffer[lineEnd + 1] != '\n') {
            fail(INVALID_CRLF);
            return -1;
        }
        if (buffer[at] != '$') {
            fail("expected '$', got '" + (char) (buffer[at] & 0xff) + "'");
            return -1;
        }
        long length = number(buffer, at + 1, lineEnd);
        if (length == INVALID || length < 0 || length > limits.maxBulkLength) {
            fail("invalid bulk length");
            return -1;
        }
        if (length > RespLimits.UNAUTHENTICATED_MAX_LENGTH && !authenticated) {
            fail("unauthenticated bulk length");
            return -1;
        }
        bulkLength = length;
        return lineEnd + 2;
    }

    private void keep(int offset, int length) {
        if (2 * found == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * found] = offset;
        bounds[2 * found + 1] = length;
        found++;
    }

    private void hand(byte[] buffer, int start, Request request) {
        request.begin(found);
        int[] local = bounds;
        for (int i = 0, n = found; i < n; i++) {
            request.set(i, buffer, start + local[2 * i], local[2 * i + 1]);
        }
        request.raw(buffer, start, consumed);
        expected = UNKNOWN;
        position = 0;
        if (local.length > 2 * KEPT_CAPACITY) {
            bounds = new int[2 * FIRST_CAPACITY];
        }
    }

    private Outcome decodeInline(byte[] buffer, int start, int end, Request request) {
        // What was searched before is not searched again: position remembers it while the line is
        // cut short.
        int at = start + position;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        if (at == end) {
            position = at - start;
            if (end - start > RespLimits.INLINE_MAX_LENGTH) {
                return fail("too big inline request");
            }
            return Outcome.INCOMPLETE;
        }
        position = 0;
        consumed = at + 1 - start;
        int lineEnd = at > start && buffer[at - 1] == '\r' ? at - 1 : at;
        List<byte[]> words = InlineWords.split(buffer, start, lineEnd);
        if (words == null) {
            return fail("unbalanced quotes in request");
        }
        if (words.isEmpty()) {
            return Outcome.EMPTY;
        }
        if (isOfTheWeb(words.get(0))) {
            webRequest = true;
            return Outcome.ERROR;
        }
        request.setArguments(words.toArray(byte[][]::new));
        return Outcome.REQUEST;
    }

    private static boolean isOfTheWeb(byte[] word) {
        if (word.length != 4 && word.length != 5) {
            return false;
        }
        String text = new String(word, StandardCharsets.ISO_8859_1);
        return text.equalsIgnoreCase("post") || text.equalsIgnoreCase("host:");
    }

    private Outcome fail(String what) {
        error = "Protocol error: " + what;
        return Outcome.ERROR;
    }

    /** Where the carriage return of the line stands, or -1 when the line is not whole yet. */
    private static int lineEnd(byte[] buffer, int from, int end) {
        for (int at = from; at < end - 1; at++) {
            if (buffer[at] == '\r') {
                return at;
            }
        }
        return -1;
    }

    private static long number(byte[] buffer, int from, int to) {
        if (to - from == 1) {
            int digit = buffer[from] - '0';
            return digit >= 0 && digit <= 9 ? digit : INVALID;
        }
        return AsciiNumbers.isNumber(buffer, from, to - from)
                ? AsciiNumbers.valueOf(buffer, from, to - from)
                : INVALID;
    }
}
