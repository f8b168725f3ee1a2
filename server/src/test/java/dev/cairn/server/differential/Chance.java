// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What commands are made of, drawn from a seed: keys, values, numbers and words, with a liking for the edges. */
final class Chance {
    /** How many clients send commands. */
    static final int CLIENTS = 3;

    private static final List<String> KEYS =
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "key:1", "key:2", "key:{x}", "K");
    private static final List<String> ODD_KEYS =
            List.of(
                    "",
                    "\0",
                    "*",
                    "k[e]y",
                    "\r\n",
                    "\u00ff\u00fe",
                    "x".repeat(31),
                    "x".repeat(32),
                    "z".repeat(300));
    private static final List<String> INTEGERS =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "2",
                    "7",
                    "8",
                    "10",
                    "12",
                    "100",
                    "127",
                    "128",
                    "255",
                    "256",
                    "-128",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775806",
                    "4294967295",
                    "-2147483648");
    private static final List<String> NO_INTEGERS =
            List.of(
                    "",
                    "x",
                    "1.5",
                    " 1",
                    "1 ",
                    "+1",
                    "01",
                    "-0",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "1e3",
                    "0x10",
                    "99999999999999999999999",
                    "nan");
    private static final List<String> NO_TIMES =
            List.of(
                    "0",
                    "-1",
                    "-1000",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775",
                    "-9223372036854775",
                    "9223372036854776");
    private static final List<String> FLOATS =
            List.of(
                    "0.1",
                    "-0.1",
                    "1.5",
                    "3.0e-5",
                    "1e20",
                    "-1e20",
                    "0.00000000000000001",
                    "123456789.123456789",
                    "1e-17",
                    "5e-18",
                    "0.3",
                    "1e17",
                    "3.14159265358979323846",
                    "18446744073709551616",
                    "0.49999999999999999",
                    "1e100",
                    "-1e100",
                    "1e-300");
    private static final List<String> ODD_FLOATS =
            List.of(
                    "inf",
                    "-inf",
                    "+inf",
                    "infinity",
                    "nan",
                    "1e5000",
                    "1e-5000",
                    "1e4932",
                    "-1e4932",
                    "0x1p3",
                    "1.",
                    ".5",
                    "e5",
                    "1e",
                    "--1",
                    " 1.5",
                    "1.5 ",
                    "1,5");
    private static final List<String> JUNK =
            List.of("", "foo", "NX", "GET", "0", "-1", "\u00ff", "KEEPTTL", "1.5", "**", "BIT");

    /**
     * Up to here Valkey calls a text {@code embstr} whatever the key, from there {@code raw}. Between them the name depends on
     * the key, its expiry and what the key held before, and no client goes by it.
     */
    private static final int LONGEST_EMBEDDED = 70;

    private static final int SHORTEST_RAW = 120;

    private final SplittableRandom random;
    private int client;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 to bound - 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Any 64 bits. */
    long wide() {
        return random.nextLong();
    }

    /** True in so many cases of a hundred. */
    boolean percent(int share) {
        return below(100) < share;
    }

    <T> T of(List<T> all) {
        return all.get(below(all.size()));
    }

    String word(String... all) {
        String word = all[below(all.length)];
        return percent(20) ? word.toLowerCase(Locale.ROOT) : word;
    }

    /** Who sends the next command: mostly who sent the last. */
    int client() {
        if (percent(3)) {
            client = below(CLIENTS);
        }
        return client;
    }

    String key() {
        return percent(4) ? of(ODD_KEYS) : of(KEYS);
    }

    String integer() {
        return percent(4)
                ? of(NO_INTEGERS)
                : percent(50) ? of(INTEGERS) : "" + between(-1000, 1000);
    }

    String decimal() {
        if (percent(4)) {
            return of(ODD_FLOATS);
        }
        return percent(40) ? of(FLOATS) : between(-100_000, 100_000) / 1000.0 + "";
    }

    int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    /** A string value. */
    String value() {
        return switch (below(12)) {
            case 0 -> "";
            case 1, 2, 3 -> integer();
            case 4 -> decimal();
            case 5 -> bytes(below(20));
            case 6 -> "v".repeat(between(30, LONGEST_EMBEDDED));
            case 7 -> bytes(between(SHORTEST_RAW, 200));
            case 8 -> percent(10) ? "abcdefghij".repeat(between(100, 2000)) : "mytext";
            default -> "value" + below(5);
        };
    }

    String bytes(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) below(256));
        }
        return text.toString();
    }

    /** A number of seconds until a key expires that does not pass during a test, or one that has no meaning. */
    String seconds() {
        return percent(10) ? noTime() : "" + between(1000, 100_000);
    }

    String millis() {
        return percent(10) ? noTime() : "" + between(1_000_000, 100_000_000);
    }

    /** What is no time to wait for, or one that is over: never one that passes while the commands run. */
    String noTime() {
        return percent(50) ? of(NO_INTEGERS) : of(NO_TIMES);
    }

    String unixSeconds() {
        return percent(15) ? integer() : "" + (33_177_117_420L + below(1000));
    }

    String unixMillis() {
        return percent(15) ? integer() : "" + (33_177_117_420_000L + below(1000));
    }

    String junk() {
        return of(JUNK);
    }
}
