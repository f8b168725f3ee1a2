// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.encodings;

import dev.cairn.server.peer.PeerClient;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Puts a value of every type in every encoding into a server, and describes what a server holds. */
final class EveryEncoding {
    private static final String FAR_FUTURE_MILLIS = "4102444800000";
    private static final int MANY = 3000;
    private static final int STEP = 100;

    private final PeerClient server;

    private EveryEncoding(PeerClient server) {
        this.server = server;
    }

    /**
     * Fills a server.
     *
     * @param fieldExpiry whether hashes get fields that expire, which only Valkey 9 knows
     */
    static void fill(PeerClient server, boolean fieldExpiry) throws IOException {
        EveryEncoding all = new EveryEncoding(server);
        all.strings();
        all.lists();
        all.sets();
        all.hashes();
        all.sortedSets();
        all.streams();
        all.consumers();
        if (fieldExpiry) {
            all.run("HSET", "hash:expiring", "f", "v", "g", "w");
            all.expire("hash:expiring", "f");
            all.expire("hash:table", "f7");
        }
        all.run("PEXPIREAT", "zset:small", FAR_FUTURE_MILLIS);
        all.run("PEXPIREAT", "list:long", FAR_FUTURE_MILLIS);
        all.run("SELECT", "9");
        all.run("SET", "elsewhere", "1");
        all.run("SELECT", "0");
    }

    private void strings() throws IOException {
        run("SET", "string:int", "-9223372036854775808");
        run("SET", "string:small", "7");
        run("SET", "string:embstr", "text");
        run("SET", "string:empty", "");
        run("SET", "string:raw", "compressible ".repeat(100));
        run("SET", "string:pieces", "0123456789abcdef".repeat(1 << 17));
        many("PFADD", "hll:sparse", STEP, i -> new String[] {"m" + i});
        many("PFADD", "hll:dense", MANY, i -> new String[] {"m" + i});
        run("SETBIT", "bitmap", "100000", "1");
    }

    private void lists() throws IOException {
        run("RPUSH", "list:small", "a", "", "-70000", "x".repeat(300));
        run("RPUSH", "list:one long", "y".repeat(20_000));
        many(
                "RPUSH",
                "list:long",
                MANY,
                i -> new String[] {i % 500 == 3 ? "z".repeat(10_000) : "element " + i});
        many("RPUSH", "list:numbers", MANY, i -> new String[] {Long.toString(1L << (i % 63))});
    }

    private void sets() throws IOException {
        run("SADD", "set:16 bits", "1", "-5", "32767");
        run("SADD", "set:32 bits", "1", "70000");
        run("SADD", "set:64 bits", "1", "-9000000000");
        run("SADD", "set:listpack", "a", "1", "-70000", "");
        many("SADD", "set:table of numbers", MANY, i -> new String[] {Integer.toString(i * 7)});
        many("SADD", "set:table", MANY, i -> new String[] {"member " + i});
        run("SADD", "set:long member", "x".repeat(65));
    }

    private void hashes() throws IOException {
        run("HSET", "hash:listpack", "f", "v", "n", "-9223372036854775808", "", "", "m", "12");
        many("HSET", "hash:table", MANY, i -> new String[] {"f" + i, "value ".repeat(i % 20)});
        run("HSET", "hash:long value", "f", "v".repeat(65));
    }

    private void sortedSets() throws IOException {
        run("ZADD", "zset:small", "1", "one", "-inf", "low", "+inf", "high", "0.1", "tenth");
        Random random = new Random(4);
        many(
                "ZADD",
                "zset:big",
                MANY,
                i -> new String[] {Double.toString(random.nextGaussian() * 1e9), "member " + i});
        run("ZADD", "zset:long member", "3.25", "x".repeat(65), "-0.0", "zero");
        run(
                "GEOADD",
                "geo",
                "13.361389",
                "38.115556",
                "Palermo",
                "15.087269",
                "37.502669",
                "Catania");
    }

    private void streams() throws IOException {
        run("XADD", "stream:empty", "5-1", "f", "v");
        run("XDEL", "stream:empty", "5-1");
        run("XADD", "stream:small", "1-1", "f", "v");
        run("XADD", "stream:small", "1-2", "f", "w", "other", "-7");
        for (int i = 1; i <= MANY; i++) {
            run(
                    "XADD",
                    "stream:big",
                    "9-" + i,
                    "number",
                    Integer.toString(i),
                    "text",
                    "t".repeat(i % 50));
        }
        for (int i = 10; i < MANY; i += 7) {
            run("XDEL", "stream:big", "9-" + i);
        }
        run("XTRIM", "stream:big", "MINID", "9-5");
        run("XSETID", "stream:big", "10-0", "ENTRIESADDED", "5000", "MAXDELETEDID", "9-2999");
    }

    private void consumers() throws IOException {
        run("XGROUP", "CREATE", "stream:empty", "idle", "0");
        run("XGROUP", "CREATECONSUMER", "stream:empty", "idle", "nobody");
        for (String group : List.of("g1", "g2")) {
            run("XGROUP", "CREATE", "stream:big", group, "0", "ENTRIESREAD", "3");
            for (String consumer : List.of("c1", "c2")) {
                run(
                        "XREADGROUP",
                        "GROUP",
                        group,
                        consumer,
                        "COUNT",
                        "40",
                        "STREAMS",
                        "stream:big",
                        ">");
            }
            run("XACK", "stream:big", group, "9-8", "9-9");
        }
        run("XCLAIM", "stream:big", "g1", "c3", "0", "9-12", "RETRYCOUNT", "1000");
    }

    private void expire(String hash, String field) throws IOException {
        run("HPEXPIREAT", hash, FAR_FUTURE_MILLIS, "FIELDS", "1", field);
    }

    private void many(String command, String key, int count, IntFunction<String[]> element)
            throws IOException {
        for (int from = 0; from < count; from += STEP) {
            List<String> words = new ArrayList<>(List.of(command, key));
            for (int i = from; i < from + STEP; i++) {
                words.addAll(List.of(element.apply(i)));
            }
            run(words.toArray(String[]::new));
        }
    }

    private void run(String... words) throws IOException {
        if (server.run(words) instanceof String text && text.startsWith("-")) {
            throw new AssertionError(String.join(" ", words) + ": " + text);
        }
    }

    /** What a server holds, as a line per key, and the digest of all of it. */
    static SortedMap<String, String> held(PeerClient server) throws IOException {
        SortedMap<String, String> held = new TreeMap<>();
        for (String database : List.of("0", "9")) {
            server.run("SELECT", database);
            for (Object key : (List<?>) server.run("KEYS", "*")) {
                held.put(database + " " + key, describe(server, (String) key));
            }
        }
        server.run("SELECT", "0");
        held.put("all", "" + server.run("DEBUG", "DIGEST"));
        return held;
    }

    /** What a server holds under one key. */
    static String describe(PeerClient server, String key) throws IOException {
        Object type = server.run("TYPE", key);
        String text =
                server.run("OBJECT", "ENCODING", key)
                        + " "
                        + server.run("DEBUG", "DIGEST-VALUE", key)
                        + " until "
                        + server.run("PEXPIRETIME", key);
        if (type.equals("stream")) {
            Object all = server.run("XINFO", "STREAM", key, "FULL", "COUNT", "5");
            return text + " " + story((List<?>) all);
        }
        if (type.equals("zset")) {
            return text
                    + " scores "
                    + scores((List<?>) server.run("ZRANGE", key, "0", "-1", "WITHSCORES"));
        }
        return text;
    }

    /** Members and scores; how many digits a score is told with has changed over time. */
    private static List<Object> scores(List<?> reply) {
        List<Object> scores = new ArrayList<>();
        for (int i = 0; i < reply.size(); i += 2) {
            String score = (String) reply.get(i + 1);
            scores.add(reply.get(i) + "=" + Double.parseDouble(score.replace("inf", "Infinity")));
        }
        return scores;
    }

    /** A digest knows nothing of groups. How a stream's index lies in memory is no part of what it is. */
    private static List<Object> story(List<?> reply) {
        List<Object> story = new ArrayList<>();
        for (int i = 0; i < reply.size(); i++) {
            Object item = reply.get(i);
            if (item instanceof String name && name.startsWith("radix-tree-")) {
                i++;
            } else {
                story.add(item instanceof List<?> list ? story(list) : item);
            }
        }
        return story;
    }
}
