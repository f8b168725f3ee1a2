// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A client that writes until the server dies, and remembers what was acknowledged.
 *
 * <p>Everything it writes tells how far it came: step {@code n} sets {@code plain} to n; every second step is a
 * transaction that sets {@code tx} to n, sets the field {@code n % FIELDS} of a hash to n, and adds one to a counter. So
 * one look at the keys after a restart shows whether an acknowledged step is missing, and whether a transaction was
 * applied by half.
 */
final class WritingClient implements Runnable {
    private static final int FIELDS = 50;

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
            client.send("SET", name + ":plain", value);
            return;
        }
        client.send("MULTI");
        client.send("SET", name + ":tx", value);
        client.send("HSET", name + ":hash", "f" + step.number() % FIELDS, value);
        client.send("INCR", name + ":count");
        client.send("EXEC");
    }

    private void read(RespClient client, Step step) throws IOException {
        if (!step.transaction()) {
            if (expect("OK", client.read())) {
                acknowledged = step.number();
            }
            return;
        }
        expect("OK", client.read());
        for (int i = 0; i < 3; i++) {
            expect("QUEUED", client.read());
        }
        if (client.read() instanceof List<?> replies
                && replies.size() == 3
                && replies.get(0).equals("OK")) {
            acknowledgedCount = (Long) replies.get(2);
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
        Object newest = client.call("HGET", name + ":hash", "f" + tx % FIELDS);
        if (tx > 0 && !Long.toString(tx).equals(newest)) {
            faults.add(
                    name
                            + ": tx is "
                            + tx
                            + " but its field holds "
                            + newest
                            + ": a transaction was applied by half");
        }
        Object all = client.call("HVALS", name + ":hash");
        if (all instanceof List<?> values) {
            long highest =
                    values.stream()
                            .mapToLong(value -> Long.parseLong((String) value))
                            .max()
                            .orElse(0);
            if (highest != tx) {
                faults.add(
                        name
                                + ": tx is "
                                + tx
                                + " but the hash holds "
                                + highest
                                + ": a transaction was applied by half");
            }
        }
        return faults;
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
