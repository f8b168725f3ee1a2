// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import dev.cairn.recovery.process.RespClient;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Writes numbers, each with ballast beside it, and knows which were acknowledged. So one look tells whether one is lost, or
 * one came to be that was refused.
 */
final class CountingWriter implements AutoCloseable {
    /** What a write says that has no answer yet. */
    static final String PENDING = "pending";

    private static final int VALUES = 16;
    private static final int PATIENCE_MILLIS = 1_000;
    private static final int LONG_PATIENCE_MILLIS = 60_000;

    private final RespClient client;
    private final String ballast;
    private long acknowledged;

    CountingWriter(int port, int ballastBytes) throws IOException {
        client = new RespClient(port);
        // By chance, for the log compresses what it can.
        byte[] bytes = new byte[ballastBytes];
        new Random(ballastBytes).nextBytes(bytes);
        ballast = new String(bytes, StandardCharsets.ISO_8859_1);
        Object number = client.call("GET", "number");
        acknowledged = number == null ? 0 : Long.parseLong((String) number);
    }

    /**
     * Writes once; returns the error, or null when it was acknowledged, or {@link #PENDING}: it was executed and waits for
     * the log, and {@link #await} tells the outcome.
     */
    String write() throws IOException {
        long number = acknowledged + 1;
        client.timeout(PATIENCE_MILLIS);
        try {
            return outcome(
                    client.call(
                            "MSET", "number", "" + number, "ballast:" + number % VALUES, ballast));
        } catch (SocketTimeoutException e) {
            return PENDING;
        }
    }

    /** Waits for the write that is pending. */
    String await() throws IOException {
        client.timeout(LONG_PATIENCE_MILLIS);
        return outcome(client.read());
    }

    /** Looks whether the write that is pending has an answer. */
    String look() throws IOException {
        client.timeout(1);
        try {
            return outcome(client.read());
        } catch (SocketTimeoutException e) {
            return PENDING;
        }
    }

    private String outcome(Object reply) {
        if (reply instanceof RespClient.ErrorReply error) {
            return error.text();
        }
        acknowledged++;
        return null;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** What is wrong with what a server holds; empty when nothing is. */
    static String faultOf(int port, long acknowledged) throws IOException {
        try (RespClient client = new RespClient(port)) {
            Object number = client.call("GET", "number");
            long found = number == null ? 0 : Long.parseLong((String) number);
            // One more may have been written whose acknowledgement did not arrive.
            return found == acknowledged || found == acknowledged + 1
                    ? ""
                    : acknowledged + " were acknowledged, and the server holds " + found;
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
