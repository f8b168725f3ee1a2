// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;
import dev.cairn.server.config.Config;
import dev.cairn.server.recovery.RespClient;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random writes with an obvious model beside them, and what the model was at the positions that were acknowledged. */
public final class History {
    /** What the data were behind a position. */
    public record Point(long position, Map<String, String> data) {}

    private static final int KEYS = 40;

    private final Random random;
    private final Map<String, String> model = new TreeMap<>();
    private final List<Point> points = new ArrayList<>();

    public History(long seed) {
        random = new Random(seed);
    }

    public List<Point> points() {
        return points;
    }

    public Map<String, String> model() {
        return new TreeMap<>(model);
    }

    /** A server with small segments that keeps the past. */
    public static CairnServer start(Path folder, String... directives) throws StartException {
        Config config =
                new Config()
                        .set("port", "0")
                        .set("dir", folder.toString())
                        .set("log-segment-size", "1mb")
                        .set("log-retention-size", "10gb")
                        .set("save", "")
                        .set("auto-aof-rewrite-percentage", "0");
        for (int i = 0; i < directives.length; i += 2) {
            config.set(directives[i], directives[i + 1]);
        }
        return CairnServer.start(config);
    }

    /** Writes so many times, and remembers each state with its position. */
    public void write(RespClient client, int writes) throws IOException {
        for (int i = 0; i < writes; i++) {
            step(client);
            points.add(new Point(Long.parseLong(client.call("LOG", "POSITION")), model()));
        }
    }

    private void step(RespClient client) throws IOException {
        String key = "k" + random.nextInt(KEYS);
        switch (random.nextInt(8)) {
            case 0 -> {
                client.call("DEL", key);
                model.remove(key);
            }
            case 1 -> {
                client.call("MULTI");
                client.call("SET", key, "t");
                client.call("APPEND", key, "x");
                client.call("SET", "last", key);
                assertFalse(client.call("EXEC").contains("-"));
                model.put(key, "tx");
                model.put("last", key);
            }
            case 2 -> {
                String both = client.call("APPEND", key, "+");
                model.merge(key, "+", String::concat);
                assertEquals(model.get(key).length(), Integer.parseInt(both));
            }
            case 3 -> {
                if (random.nextInt(20) == 0) {
                    client.call("FLUSHALL");
                    model.clear();
                }
            }
            default -> {
                String value =
                        Integer.toHexString(random.nextInt()).repeat(1 + random.nextInt(1500));
                client.call("SET", key, value);
                model.put(key, value);
            }
        }
    }

    /** What a server has. */
    public static Map<String, String> dataOf(CairnServer server) throws IOException {
        Map<String, String> data = new TreeMap<>();
        try (RespClient client = new RespClient(server)) {
            String keys = client.call("KEYS", "*");
            for (String key : keys.substring(1, keys.length() - 1).split(", ")) {
                if (!key.isEmpty()) {
                    data.put(key, client.call("GET", key));
                }
            }
        }
        return data;
    }
}
