// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compares what both servers hold: the keys, their types, encodings and expiries, and the values, each of which the other
 * server must be able to restore from its dump.
 */
final class DataComparison {
    private static final String SCRATCH = "scratch:restored";

    private final RespClient ours;
    private final RespClient theirs;
    private final List<String> complaints = new ArrayList<>();

    private DataComparison(RespClient ours, RespClient theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    /** What is not the same, in words; nothing where all is. */
    static List<String> compare(Duel duel) throws IOException {
        try (RespClient ours = duel.ourClient();
                RespClient theirs = duel.theirClient()) {
            DataComparison comparison = new DataComparison(ours, theirs);
            for (int database = 0; database < 16; database++) {
                comparison.compareDatabase(database);
            }
            return comparison.complaints;
        }
    }

    private void compareDatabase(int database) throws IOException {
        ours.call("SELECT", database);
        theirs.call("SELECT", database);
        List<String> ourKeys = keys(ours);
        List<String> theirKeys = keys(theirs);
        if (!ourKeys.equals(theirKeys)) {
            complaints.add("keys of database " + database + ": " + ourKeys + " and " + theirKeys);
            return;
        }
        for (String key : ourKeys) {
            both("TYPE", key);
            both("OBJECT", "ENCODING", key);
            both("PTTL", key);
            compareValues(key);
            restoreAtTheOther(ours, theirs, key);
            restoreAtTheOther(theirs, ours, key);
        }
    }

    private static List<String> keys(RespClient client) throws IOException {
        return client.call("KEYS", "*").items().stream()
                .map(Reply::text)
                .map(text -> text.substring(text.indexOf(':') + 1))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private void both(Object... command) throws IOException {
        Reply our = ours.call(command);
        Reply their = theirs.call(command);
        Step step = Step.of(0, command);
        if (!ReplyRules.same(step, our, their)) {
            complaints.add(new Duel.Difference(0, step, our, their).toString());
        }
    }

    private void compareValues(String key) throws IOException {
        String our = value(ours, key);
        String their = value(theirs, key);
        if (!our.equals(their)) {
            complaints.add("value of " + Step.of(0, key) + ": " + our + " and " + their);
        }
    }

    /** The value under a key as a text, whatever order it comes in. */
    private static String value(RespClient client, String key) throws IOException {
        String type = client.call("TYPE", key).text();
        return switch (type) {
            case "none" -> "none";
            case "string" -> client.call("GET", key).text();
            case "list" -> client.call("LRANGE", key, 0, -1).items().toString();
            case "set" ->
                    client.call("SMEMBERS", key).items().stream()
                            .map(Reply::text)
                            .sorted()
                            .toList()
                            .toString();
            case "stream" ->
                    client.call("XINFO", "STREAM", key).toString()
                            + client.call("XINFO", "STREAM", key, "FULL", "COUNT", 0)
                                    .toString()
                                    .replaceAll(":1[0-9]{12}\\b", ":time");
            case "zset" -> client.call("ZRANGE", key, 0, -1, "WITHSCORES").items().toString();
            case "hash" -> pairs(client.call("HGETALL", key).items());
            default -> throw new IllegalStateException("values of " + type + " are not compared");
        };
    }

    private static String pairs(List<Reply> items) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < items.size(); i += 2) {
            pairs.add(items.get(i).text() + "=" + items.get(i + 1).text());
        }
        return pairs.stream().sorted().toList().toString();
    }

    /** A score of minus nothing loses its sign in a small sorted set, which a restored one may be. */
    private static String unsigned(String value) {
        return value.replace("$2:-0", "$1:0");
    }

    private void restoreAtTheOther(RespClient from, RespClient to, String key) throws IOException {
        String payload = new String(from.call("DUMP", key).bytes(), StandardCharsets.ISO_8859_1);
        Reply restored = to.call("RESTORE", SCRATCH, 0, payload, "REPLACE");
        String value = value(to, SCRATCH);
        to.call("DEL", SCRATCH);
        if (restored.isError() || !unsigned(value).equals(unsigned(value(from, key)))) {
            complaints.add(
                    "dump of "
                            + Step.of(0, key)
                            + (from == ours ? " by Cairn" : " by Valkey")
                            + ", restored at the other: "
                            + restored
                            + ", "
                            + value);
        }
    }
}
