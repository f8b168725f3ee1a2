// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.encodings;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws settings of the directives that decide about encodings, and writes that come close to what they say. */
final class ThresholdSteps {
    static final List<String> KEYS =
            List.of(
                    "hash:1",
                    "hash:2",
                    "set:1",
                    "set:2",
                    "list:1",
                    "list:2",
                    "zset:1",
                    "zset:2",
                    "stream:1",
                    "stream:2",
                    "hll:1",
                    "hll:2");

    private static final int MOST_ENTRIES = 12;
    private static final int LONGEST = 40;
    private static final int LONGEST_ELEMENT = 4080;

    private final Random random;
    private int entries;
    private int length;
    private int listSize;
    private boolean orderDecides;
    private long nextId;

    ThresholdSteps(Random random) {
        this.random = random;
    }

    /** A new setting of all directives, command by command. */
    List<List<String>> directives() {
        entries = random.nextInt(MOST_ENTRIES + 1);
        length = random.nextInt(LONGEST);
        listSize = random.nextInt(-6, MOST_ENTRIES);
        List<List<String>> all = new ArrayList<>();
        for (String type : List.of("hash", "zset")) {
            all.add(directive(type + "-max-listpack-entries", near(entries)));
            all.add(directive(type + "-max-listpack-value", near(length)));
        }
        long listpack = near(entries);
        long intset = near(entries);
        orderDecides = intset < listpack;
        all.add(directive("set-max-listpack-entries", listpack));
        all.add(directive("set-max-listpack-value", near(length)));
        all.add(directive("set-max-intset-entries", intset));
        all.add(directive("list-max-listpack-size", listSize));
        all.add(directive("stream-node-max-bytes", nodeBytes()));
        all.add(directive("stream-node-max-entries", near(entries)));
        all.add(directive("hll-sparse-max-bytes", random.nextInt(600)));
        return all;
    }

    /** Either no limit or one that a few entries reach: below some 100 bytes Valkey 9.1.2 itself now and then crashes in DUMP. */
    private int nodeBytes() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(150, 400);
    }

    private static List<String> directive(String name, long value) {
        return List.of("CONFIG", "SET", name, Long.toString(value));
    }

    /** A number not far from this one, and now and then one that is larger than any collection. */
    private long near(int number) {
        return random.nextInt(20) == 0
                ? Long.MAX_VALUE - random.nextInt(2)
                : Math.max(0, number + random.nextInt(-1, 2));
    }

    /** One write; {@link #changed} tells of which key. */
    List<String> draw() {
        return switch (random.nextInt(6)) {
            case 0 -> hash();
            case 1 -> set();
            case 2 -> list();
            case 3 -> sortedSet();
            case 4 -> stream();
            default -> hyperLogLog();
        };
    }

    /** The key that a write changes. */
    static String changed(List<String> write) {
        return write.get(write.getFirst().equals("COPY") ? 2 : 1);
    }

    private List<String> hash() {
        String key = key("hash");
        List<String> words = new ArrayList<>();
        switch (random.nextInt(6)) {
            case 0 -> {
                words.addAll(List.of("HDEL", key));
                some(() -> words.add(name()));
            }
            case 1 -> words.addAll(List.of("HINCRBY", key, "n" + random.nextInt(20), "1"));
            case 2 -> words.addAll(List.of("HSETNX", key, name(), text()));
            case 3 -> words.addAll(List.of("COPY", other(key), key, "REPLACE"));
            default -> {
                words.addAll(List.of("HSET", key));
                some(() -> words.addAll(List.of(name(), text())));
            }
        }
        return words;
    }

    /**
     * The STORE forms are left out where an intset may have fewer members than a listpack: what they build begins as an intset,
     * so there the encoding depends on whether numbers or names come first out of a hash table, which is chance at Valkey.
     */
    private List<String> set() {
        String key = key("set");
        List<String> words = new ArrayList<>();
        switch (random.nextInt(orderDecides ? 3 : 0, 8)) {
            case 0 -> words.addAll(List.of("SUNIONSTORE", key, "set:1", "set:2"));
            case 1 -> words.addAll(List.of("SINTERSTORE", key, "set:1", "set:2"));
            case 2 -> words.addAll(List.of("SDIFFSTORE", key, other(key), key));
            case 3 -> {
                words.addAll(List.of("SREM", key));
                some(() -> words.add(member()));
            }
            case 4 -> words.addAll(List.of("COPY", other(key), key, "REPLACE"));
            default -> {
                words.addAll(List.of("SADD", key));
                boolean numbers = random.nextBoolean();
                some(() -> words.add(numbers ? "" + random.nextInt(-20, 100_000) : member()));
            }
        }
        return words;
    }

    private List<String> list() {
        String key = key("list");
        List<String> words = new ArrayList<>();
        switch (random.nextInt(9)) {
            case 0 -> words.addAll(List.of("LPOP", key, "" + random.nextInt(1, 5)));
            case 1 -> words.addAll(List.of("LTRIM", key, "" + random.nextInt(3), "-2"));
            case 2 -> words.addAll(List.of("LSET", key, "0", element()));
            case 3 -> words.addAll(List.of("LINSERT", key, "BEFORE", "x", element()));
            case 4 -> words.addAll(List.of("LREM", key, "0", "x"));
            case 5 -> words.addAll(List.of("COPY", other(key), key, "REPLACE"));
            default -> {
                words.addAll(List.of(random.nextBoolean() ? "RPUSH" : "LPUSH", key));
                some(() -> words.add(random.nextInt(4) == 0 ? "x" : element()));
            }
        }
        return words;
    }

    private List<String> sortedSet() {
        String key = key("zset");
        List<String> words = new ArrayList<>();
        switch (random.nextInt(8)) {
            case 0 -> {
                words.addAll(List.of("ZREM", key));
                some(() -> words.add(name()));
            }
            case 1 -> words.addAll(List.of("ZINCRBY", key, "1.5", name()));
            case 2 -> words.addAll(List.of("ZUNIONSTORE", key, "2", "zset:1", "zset:2"));
            case 3 -> words.addAll(List.of("ZINTERSTORE", key, "2", "zset:1", "zset:2"));
            case 4 ->
                    words.addAll(
                            List.of("ZRANGESTORE", key, other(key), "0", "" + random.nextInt(15)));
            case 5 -> words.addAll(List.of("COPY", other(key), key, "REPLACE"));
            default -> {
                words.addAll(List.of("ZADD", key));
                some(() -> words.addAll(List.of("" + random.nextInt(50), name())));
            }
        }
        return words;
    }

    private List<String> stream() {
        String key = key("stream");
        return switch (random.nextInt(6)) {
            case 0 -> List.of("XDEL", key, "1-" + random.nextLong(nextId + 1));
            case 1 -> List.of("XTRIM", key, "MAXLEN", "~", "" + random.nextInt(20));
            default -> List.of("XADD", key, "1-" + ++nextId, "f", text());
        };
    }

    private List<String> hyperLogLog() {
        String key = key("hll");
        if (random.nextInt(6) == 0) {
            return List.of("PFMERGE", key, other(key));
        }
        List<String> words = new ArrayList<>(List.of("PFADD", key));
        for (int i = random.nextInt(1, 40); i > 0; i--) {
            words.add("e" + random.nextInt(1000));
        }
        return words;
    }

    private String key(String type) {
        return type + ":" + random.nextInt(1, 3);
    }

    private static String other(String key) {
        return key.substring(0, key.length() - 1) + (key.endsWith("1") ? "2" : "1");
    }

    /** About as many as a small collection may have. */
    private void some(Runnable one) {
        int count = random.nextInt(3) == 0 ? 1 : Math.max(1, entries + random.nextInt(-2, 3));
        for (int i = 0; i < count; i++) {
            one.run();
        }
    }

    private String name() {
        return "n" + random.nextInt(20) + (random.nextInt(6) == 0 ? text() : "");
    }

    private String member() {
        return random.nextInt(3) == 0 ? name() : "" + random.nextInt(30);
    }

    /** About as long as the elements of a small collection may be. */
    private String text() {
        return random.nextInt(3) == 0
                ? "" + random.nextInt(1000)
                : "t".repeat(Math.max(0, length + random.nextInt(-2, 3)));
    }

    /**
     * About what fills a listpack of a list, or a part of it. It is never too long for a listpack of others: Valkey notes of
     * each piece whether it was when it was added, here it follows from how long the pieces of the list may be.
     */
    private String element() {
        int size = listSize < 0 ? 4096 << Math.min(-listSize - 1, 4) : 8192;
        int part = size / random.nextInt(1, 6) - random.nextInt(24);
        return random.nextInt(3) == 0 ? "e".repeat(Math.min(part, LONGEST_ELEMENT)) : text();
    }
}
