// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

/**
 * The limits that a decoder holds a client to; one object per server, its fields follow the configuration.
 *
 * <p>The constants are the protocol limits of Valkey 9.1 ({@code src/server.h}, {@code src/networking.c}).
 */
public final class RespLimits {
    /** The longest inline request, and the longest line that holds a count or a length, in bytes. */
    public static final int INLINE_MAX_LENGTH = 64 * 1024;

    /** The most arguments that a client may send before it has authenticated. */
    public static final int UNAUTHENTICATED_MAX_COUNT = 10;

    /** The longest argument that a client may send before it has authenticated, in bytes. */
    public static final int UNAUTHENTICATED_MAX_LENGTH = 16_384;

    /** The most arguments of one request. */
    public static final int MAX_COUNT = Integer.MAX_VALUE;

    /** {@code proto-max-bulk-len}: the longest argument, in bytes. */
    public volatile long maxBulkLength = 512L << 20;

    /** {@code client-query-buffer-limit}: the most bytes of unfinished input that one client may have. */
    public volatile long maxQueryBufferLength = 1L << 30;

    /** For what is read from a log: it was held to the limits when it came from a client. */
    public static RespLimits ofLog() {
        RespLimits limits = new RespLimits();
        limits.maxBulkLength = Integer.MAX_VALUE;
        return limits;
    }
}
