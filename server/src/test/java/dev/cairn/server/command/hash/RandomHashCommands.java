// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Seeded hash commands over few keys and fields, so that they meet, with values from all edges and some nonsense; many
 * expiries are soon, which only a test that owns the clock can judge.
 */
final class RandomHashCommands {
    private static final List<String> KEYS = List.of("h1", "h2", "h3");
    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "10",
                    "007",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775808",
                    "3.0e3",
                    "1e400",
                    "0x10",
                    "inf",
                    "-inf",
                    "nan",
                    "1.5",
                    "-0",
                    " 1",
                    "",
                    "abc",
                    "0.1",
                    "1e-7",
                    "123456789.987654321",
                    "1e4932");

    private final Random random;
    private final long nowMillis;

    RandomHashCommands(long seed, long nowMillis) {
        this.random = new Random(seed);
        this.nowMillis = nowMillis;
    }

    /** The keys that commands are about. */
    static List<String> keys() {
        return KEYS;
    }

    /** The next command. */
    List<String> next() {
        List<String> words = new ArrayList<>();
        switch (random.nextInt(26)) {
            case 0, 1, 2 -> pairs(words, "HSET");
            case 3 -> pairs(words, "HMSET");
            case 4 -> add(words, "HSETNX", key(), field(), value());
            case 5 -> add(words, "HINCRBY", key(), field(), number());
            case 6 -> add(words, "HINCRBYFLOAT", key(), field(), number());
            case 7, 8 -> fields(add(words, "HDEL", key()), random.nextInt(1, 4));
            case 9 -> add(words, pick("HGET", "HEXISTS", "HSTRLEN"), key(), field());
            case 10 -> fields(add(words, "HMGET", key()), random.nextInt(1, 4));
            case 11 -> add(words, pick("HGETALL", "HKEYS", "HVALS", "HLEN"), key());
            case 12, 13, 14 -> expire(words);
            case 15 -> counted(add(words, pick("HEXPIRETIME", "HPEXPIRETIME"), key()), 1);
            case 16 -> counted(add(words, "HPERSIST", key()), 1);
            case 17 -> counted(add(words, "HGETDEL", key()), 1);
            case 18, 19 -> getEx(words);
            case 20, 21 -> setEx(words);
            case 22 -> add(words, "DEL", key());
            case 23 -> many(words);
            case 24 -> add(words, "OBJECT", "ENCODING", key());
            default -> scan(words);
        }
        if (random.nextInt(60) == 0) {
            words.remove(words.size() - 1);
        }
        if (random.nextInt(60) == 0) {
            words.add(pick("NX", "FIELDS", "1", "x"));
        }
        return words;
    }

    private void pairs(List<String> words, String name) {
        add(words, name, key());
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            add(words, field(), value());
        }
    }

    /** So many fields that a listpack may become too long. */
    private void many(List<String> words) {
        add(words, "HSET", key());
        int count = random.nextInt(1, 600);
        int from = random.nextInt(200);
        for (int i = 0; i < count; i++) {
            add(words, "many" + (from + i % 550), Integer.toString(i));
        }
    }

    private void expire(List<String> words) {
        if (random.nextBoolean()) {
            add(words, pick("HEXPIRE", "HPEXPIRE"), key(), relative());
        } else if (random.nextBoolean()) {
            add(words, "HEXPIREAT", key(), seconds());
        } else {
            add(words, "HPEXPIREAT", key(), millis());
        }
        while (random.nextInt(3) == 0) {
            words.add(pick("NX", "XX", "GT", "LT", "lt", "gt", "foo"));
        }
        counted(words, 1);
    }

    private void getEx(List<String> words) {
        add(words, "HGETEX", key());
        option(words, "PERSIST");
        counted(words, 1);
    }

    private void setEx(List<String> words) {
        add(words, "HSETEX", key());
        if (random.nextInt(3) == 0) {
            words.add(pick("NX", "XX", "xx"));
        }
        if (random.nextInt(3) == 0) {
            words.add(pick("FNX", "FXX"));
        }
        option(words, "KEEPTTL");
        counted(words, 2);
    }

    private void option(List<String> words, String word) {
        switch (random.nextInt(6)) {
            case 0 -> words.add(word);
            case 1 -> add(words, "EXAT", seconds());
            case 2 -> add(words, "PXAT", millis());
            case 3 -> add(words, pick("EX", "PX"), relative());
            default -> {
                // None.
            }
        }
    }

    private void scan(List<String> words) {
        add(words, "HSCAN", key(), "0");
        if (random.nextBoolean()) {
            add(words, "MATCH", pick("f*", "*", "many1?", "[^f]*", "f[0-3]"));
        }
        if (random.nextBoolean()) {
            words.add("NOVALUES");
        }
        add(words, "COUNT", pick("100000", "100000", "0", "x"));
    }

    private void counted(List<String> words, int stride) {
        int count = random.nextInt(1, 4);
        boolean wrong = random.nextInt(25) == 0;
        add(words, "FIELDS", wrong ? pick("0", "-1", "x", "7") : Integer.toString(count));
        for (int i = 0; i < count; i++) {
            words.add(field());
            if (stride == 2) {
                words.add(value());
            }
        }
    }

    private void fields(List<String> words, int count) {
        for (int i = 0; i < count; i++) {
            words.add(field());
        }
    }

    private String key() {
        return random.nextInt(40) == 0 ? "string" : KEYS.get(random.nextInt(KEYS.size()));
    }

    private String field() {
        return switch (random.nextInt(12)) {
            case 0 -> Integer.toString(random.nextInt(-2, 3));
            case 1 -> "many" + random.nextInt(600);
            case 2 ->
                    random.nextInt(4) == 0
                            ? "a field that is longer than sixty-four bytes".repeat(2)
                            : "";
            default -> "f" + random.nextInt(8);
        };
    }

    private String value() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> number();
            case 2 -> random.nextInt(4) == 0 ? "v".repeat(random.nextInt(200)) : "\u00ff\r\n\u0000";
            default -> "value" + random.nextInt(1000);
        };
    }

    private String number() {
        return random.nextInt(3) == 0
                ? NUMBERS.get(random.nextInt(NUMBERS.size()))
                : Integer.toString(random.nextInt(-100, 100));
    }

    private String relative() {
        return pick("0", "1", "5", "20", "50", "1000", "-1", "9223372036854775807");
    }

    private String seconds() {
        return switch (random.nextInt(8)) {
            case 0 -> pick("0", "1", "-1", "9223372036854776", "x");
            default -> Long.toString(nowMillis / 1000 + random.nextInt(100_000, 1_000_000));
        };
    }

    private String millis() {
        return switch (random.nextInt(8)) {
            case 0 -> pick("0", "1", "-5", "9223372036854775807", "9223372036854775808");
            case 1 -> Long.toString(nowMillis + random.nextInt(200));
            default -> Long.toString(nowMillis + random.nextInt(100_000_000, 1_000_000_000));
        };
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    private static List<String> add(List<String> words, String... more) {
        words.addAll(List.of(more));
        return words;
    }
}
