// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a server holds, as texts that can be compared: each key's type, expiry and value, the value as a digest, which every
 * type has. Not its encoding: the log repeats results, and a number that was added to as a float is an integer when it is
 * set again, in Valkey too.
 */
final class HeldData {
    private static final long SOON_MILLIS = 300_000;
    private static final Pattern UNTIL = Pattern.compile("until (?:\\*\\[:)?(-?[0-9]+)");

    private HeldData() {}

    /** Everything, by database and key, and the digest of all of it. */
    static SortedMap<String, String> of(Path socket) throws IOException {
        SortedMap<String, String> held = new TreeMap<>();
        try (RespClient client = new RespClient(socket)) {
            for (int database = 0; database < 16; database++) {
                client.call("SELECT", database);
                for (Reply reply : client.call("KEYS", "*").items()) {
                    String key = reply.text().substring(reply.text().indexOf(':') + 1);
                    held.put(database + " " + Step.of(0, key), describe(client, key));
                }
            }
        }
        return held;
    }

    /**
     * Everything, once nothing is about to expire: what expires at all has gone, or lives for minutes. It is read again then:
     * a field may have gone between its key's digest and the list of fields.
     */
    static SortedMap<String, String> once(Path socket) throws IOException {
        while (true) {
            SortedMap<String, String> held = of(socket);
            long soon = System.currentTimeMillis() + SOON_MILLIS;
            boolean settled =
                    held.values().stream()
                            .flatMap(text -> UNTIL.matcher(text).results())
                            .map(found -> Long.parseLong(found.group(1)))
                            .allMatch(moment -> moment == -1 || moment > soon);
            if (settled) {
                return of(socket);
            }
        }
    }

    private static String describe(RespClient client, String key) throws IOException {
        String type = client.call("TYPE", key).text();
        return type
                + " until "
                + client.call("PEXPIRETIME", key).text()
                + ", digest "
                + client.call("DEBUG", "DIGEST-VALUE", key)
                + switch (type) {
                    case "string" -> " " + client.call("GET", key).text();
                    case "hash" -> " " + fields(client, key);
                    case "stream" -> " " + groups(client.call("XINFO", "STREAM", key, "FULL"));
                    default -> "";
                };
    }

    /** A digest says whether a field expires, and not when. */
    private static List<String> fields(RespClient client, String key) throws IOException {
        List<String> fields = new ArrayList<>();
        for (Reply reply : client.call("HKEYS", key).items()) {
            String field = reply.text().substring(reply.text().indexOf(':') + 1);
            fields.add(
                    Step.of(0, field)
                            + "="
                            + client.call("HGET", key, field).text()
                            + " until "
                            + client.call("HPEXPIRETIME", key, "FIELDS", 1, field));
        }
        Collections.sort(fields);
        return fields;
    }

    /**
     * A digest knows nothing of a stream's groups. When a consumer was seen last is not logged by itself; nor is how a stream
     * lies in memory part of what it is.
     */
    private static String groups(Reply reply) {
        if (reply.items() == null) {
            return reply.toString();
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < reply.items().size(); i++) {
            Reply item = reply.items().get(i);
            text.append(groups(item)).append(' ');
            if (item.items() == null
                    && item.text() != null
                    && item.text().matches("[0-9]+:(seen-time|active-time|radix-tree-.*)")) {
                i++;
            }
        }
        return text.append(']').toString();
    }
}
