// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.power;

import dev.cairn.recovery.process.RespClient;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes transactions that touch every type until the server dies, and knows all data that there ever were: after
 * transaction number n they have the digest number n, and {@code seq} is n.
 */
final class KnownWriter {
    private static final int KEYS = 20;
    private static final int ELEMENTS = 300;
    private static final int MAX_BALLAST_BYTES = 8_000;
    static final int MOST_AT_ONCE = 6;

    private final Random random;
    private final List<String> digests = new ArrayList<>();
    private volatile int acknowledged;

    KnownWriter(long seed) {
        random = new Random(seed);
    }

    /** Writes until the server is gone. */
    void run(int port) {
        try (RespClient client = new RespClient(port)) {
            if (digests.isEmpty()) {
                digests.add((String) client.call("DEBUG", "DIGEST"));
            }
            while (true) {
                int steps = 1 + random.nextInt(MOST_AT_ONCE);
                int commands = 0;
                for (int i = 0; i < steps; i++) {
                    commands = send(client, acknowledged + 1 + i);
                }
                client.flush();
                for (int i = 0; i < steps; i++) {
                    read(client, commands);
                }
            }
        } catch (IOException e) {
            // The server was killed: that is what ends a life.
        }
    }

    /** Returns how many commands the transaction has. */
    private int send(RespClient client, int number) throws IOException {
        String key = Integer.toString(random.nextInt(KEYS));
        String n = Integer.toString(number);
        List<String[]> commands =
                List.of(
                        new String[] {"INCR", "seq"},
                        new String[] {"SET", "string:" + key, ballast()},
                        new String[] {"HSET", "hash:" + key, "f" + random.nextInt(ELEMENTS), n},
                        new String[] {"RPUSH", "list:" + key, n},
                        new String[] {"LTRIM", "list:" + key, "-" + ELEMENTS, "-1"},
                        new String[] {"SADD", "set:" + key, n},
                        new String[] {"SPOP", "set:" + key, "1"},
                        new String[] {"ZADD", "zset:" + key, n, "m" + random.nextInt(ELEMENTS)},
                        new String[] {"XADD", "stream:" + key, "MAXLEN", "100", n + "-1", "n", n},
                        new String[] {"SETBIT", "bits", n, "1"});
        client.send("MULTI");
        for (String[] command : commands) {
            client.send(command);
        }
        client.send("EXEC");
        client.send("DEBUG", "DIGEST");
        return commands.size();
    }

    private void read(RespClient client, int commands) throws IOException {
        for (int i = 0; i <= commands; i++) {
            client.read();
        }
        if (!(client.read() instanceof List<?> replies) || replies.size() != commands) {
            throw new AssertionError("EXEC did not answer as expected");
        }
        synchronized (digests) {
            digests.add((String) client.read());
            acknowledged++;
        }
    }

    private String ballast() {
        byte[] bytes = new byte[random.nextInt(MAX_BALLAST_BYTES)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    int acknowledged() {
        return acknowledged;
    }

    /** What is wrong with what a server holds; empty when nothing is. */
    String faultOf(RespClient client, int atLeast) throws IOException {
        int step = stepOf(client);
        if (step < atLeast) {
            return "transaction " + atLeast + " was acknowledged, and the server holds " + step;
        }
        synchronized (digests) {
            if (step >= digests.size()) {
                // It was under way when the last server died: its digest was never told.
                return step < digests.size() + MOST_AT_ONCE ? "" : step + " were never sent";
            }
            return client.call("DEBUG", "DIGEST").equals(digests.get(step))
                    ? ""
                    : "after " + step + " transactions the data are not what they were then";
        }
    }

    private static int stepOf(RespClient client) throws IOException {
        Object seq = client.call("GET", "seq");
        return seq == null ? 0 : Integer.parseInt((String) seq);
    }

    /** The next life goes on from what a server holds. */
    void goOnFrom(RespClient client) throws IOException {
        int step = stepOf(client);
        synchronized (digests) {
            if (step >= digests.size()) {
                digests.clear();
                for (int i = 0; i < step; i++) {
                    digests.add("not known");
                }
                digests.add((String) client.call("DEBUG", "DIGEST"));
            } else {
                digests.subList(step + 1, digests.size()).clear();
            }
            acknowledged = step;
        }
    }
}
