// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A client that writes until the server dies, and remembers what was acknowledged.
 *
 * <p>Everything it writes tells how far it came: step {@code n} sets {@code plain} to n; every second step is a
 * transaction that adds one to a counter and writes n into a value of every type. So one look at the keys after a restart
 * shows whether an acknowledged step is missing, and whether a transaction was applied by half.
 */
final class WritingClient implements Runnable {
    /** Enough that no collection is a small one any more. */
    private static final int ELEMENTS = 600;

    /** Bytes that do not compress, so that the log rolls often. */
    private static final int MAX_BALLAST_BYTES = 6_000;

    private final int port;
    private final String name;
    private final Random random;
    private final long first;
    private volatile long acknowledged;
    private volatile long acknowledgedTransaction;
    private volatile long acknowledgedCount;
    private volatile long sent;
    private volatile String trouble;

    /** One step on its way: its replies are read in this order. */
    private record Step(long number, boolean transaction) {}

    /** @param first the first step's number: one above what the keys hold */
    WritingClient(int port, String name, long seed, long first) {
        this.port = port;
        this.name = name;
        this.random = new Random(seed);
        this.first = first;
        this.sent = first - 1;
        this.acknowledged = first - 1;
        this.acknowledgedTransaction = first - 1;
    }

    @Override
    public void run() {
        try (RespClient client = new RespClient(port)) {
            for (long number = first; ; ) {
                List<Step> steps = new ArrayList<>();
                for (int i = random.nextInt(8); i >= 0; i--) {
                    Step step = new Step(number, number % 2 == 0);
                    sent = number++;
                    write(client, step);
                    steps.add(step);
                }
                client.flush();
                for (Step step : steps) {
                    read(client, step);
                }
            }
        } catch (IOException e) {
            // The server was killed: that is what ends a run.
        }
    }

    private void write(RespClient client, Step step) throws IOException {
        String value = Long.toString(step.number());
        if (!step.transaction()) {
            client.send("MSET", name + ":plain", value, name + ":ballast", ballast());
            return;
        }
        client.send("MULTI");
        for (String[] command : transaction(step.number())) {
            client.send(command);
        }
        client.send("EXEC");
    }

    /** The commands of a transaction; the first one counts. */
    private List<String[]> transaction(long number) {
        String n = Long.toString(number);
        String element = Long.toString(number % ELEMENTS);
        String kept = Integer.toString(ELEMENTS);
        return List.of(
                command("INCR", "count"),
                command("SET", "tx", n),
                command("HSET", "hash", element, n),
                command("RPUSH", "list", n),
                command("LTRIM", "list", "-" + kept, "-1"),
                command("SADD", "set", n),
                command("SREM", "set", Long.toString(number - 2 * ELEMENTS)),
                command("ZADD", "zset", n, element),
                command("SETBIT", "bits", n, "1"),
                command("PFADD", "hll", n),
                command("XADD", "stream", "MAXLEN", kept, n + "-1", "n", n));
    }

    private String[] command(String name, String key, String... others) {
        String[] words = new String[2 + others.length];
        words[0] = name;
        words[1] = this.name + ":" + key;
        System.arraycopy(others, 0, words, 2, others.length);
        return words;
    }

    private String ballast() {
        byte[] bytes = new byte[random.nextInt(MAX_BALLAST_BYTES)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void read(RespClient client, Step step) throws IOException {
        if (!step.transaction()) {
            if (expect("OK", client.read())) {
                acknowledged = step.number();
            }
            return;
        }
        expect("OK", client.read());
        int commands = transaction(step.number()).size();
        for (int i = 0; i < commands; i++) {
            expect("QUEUED", client.read());
        }
        if (client.read() instanceof List<?> replies
                && replies.size() == commands
                && replies.stream().noneMatch(RespClient.ErrorReply.class::isInstance)) {
            acknowledgedCount = (Long) replies.getFirst();
            acknowledgedTransaction = step.number();
        } else {
            trouble = "step " + step.number() + " of " + name + ": EXEC did not answer as expected";
        }
    }

    private boolean expect(String expected, Object reply) {
        if (expected.equals(reply)) {
            return true;
        }
        trouble = "client " + name + " expected " + expected + " and got " + reply;
        return false;
    }

    long acknowledged() {
        return Math.max(acknowledged, acknowledgedTransaction);
    }

    /** The highest number that the keys hold: where the next client of this name goes on. */
    static long last(RespClient client, String name) throws IOException {
        return Math.max(number(client, name + ":plain"), number(client, name + ":tx"));
    }

    /** Compares what the server holds with what this client knows; an empty list when all is well. */
    List<String> check(RespClient client) throws IOException {
        List<String> faults = new ArrayList<>();
        if (trouble != null) {
            faults.add(trouble);
        }
        long plain = number(client, name + ":plain");
        long tx = number(client, name + ":tx");
        long count = number(client, name + ":count");
        inRange(faults, "plain", plain, acknowledged);
        inRange(faults, "tx", tx, acknowledgedTransaction);
        // Every second step is a transaction and counts once, so the last acknowledged one tells
        // the count of each later.
        long expected = acknowledgedCount + (tx - acknowledgedTransaction) / 2;
        if (acknowledgedTransaction >= first && count != expected) {
            faults.add(
                    name
                            + ": tx is "
                            + tx
                            + " and count is "
                            + count
                            + ", not "
                            + expected
                            + ": applied by half");
        }
        if (tx > 0) {
            checkTypes(client, tx, count, faults);
        }
        return faults;
    }

    /** Every type holds what the transaction that was the last one wrote, and nothing later. */
    private void checkTypes(RespClient client, long tx, long count, List<String> faults)
            throws IOException {
        String last = Long.toString(tx);
        String element = Long.toString(tx % ELEMENTS);
        long kept = Math.min(count, ELEMENTS);
        same(faults, last, client.call(command("HGET", "hash", element)), "its field");
        same(faults, last, client.call(command("LINDEX", "list", "-1")), "the list's end");
        same(faults, kept, client.call(command("LLEN", "list")), "the list's length");
        same(faults, 1L, client.call(command("SISMEMBER", "set", last)), "its membership");
        same(
                faults,
                List.of(element, last),
                client.call(command("ZRANGE", "zset", "-1", "-1", "WITHSCORES")),
                "the highest score");
        same(faults, 1L, client.call(command("GETBIT", "bits", last)), "its bit");
        same(faults, count, client.call(command("BITCOUNT", "bits")), "the number of bits");
        same(faults, 0L, client.call(command("PFADD", "hll", last)), "what the estimate lacked");
        same(faults, kept, client.call(command("XLEN", "stream")), "the stream's length");
        same(
                faults,
                List.of(List.of(last + "-1", List.of("n", last))),
                client.call(command("XREVRANGE", "stream", "+", "-", "COUNT", "1")),
                "the stream's end");
        if (client.call(command("HVALS", "hash")) instanceof List<?> values) {
            long highest = 0;
            for (Object value : values) {
                highest = Math.max(highest, Long.parseLong((String) value));
            }
            same(faults, tx, highest, "the highest field");
        }
    }

    private void same(List<String> faults, Object expected, Object found, String what) {
        if (!expected.equals(found)) {
            faults.add(
                    String.format(
                            "%s: after the last transaction %s is %s, not %s: applied by half",
                            name, what, found, expected));
        }
    }

    private void inRange(List<String> faults, String what, long found, long acknowledgedStep) {
        if (found < acknowledgedStep && acknowledgedStep >= first) {
            faults.add(
                    name
                            + ": "
                            + what
                            + " is "
                            + found
                            + " but step "
                            + acknowledgedStep
                            + " was acknowledged: lost");
        }
        if (found > sent) {
            faults.add(name + ": " + what + " is " + found + " but only " + sent + " was sent");
        }
    }

    private static long number(RespClient client, String key) throws IOException {
        Object value = client.call("GET", key);
        return value == null ? 0 : Long.parseLong((String) value);
    }
}
