// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;
import dev.cairn.server.config.Config;
import dev.cairn.server.restore.Moment;
import dev.cairn.server.restore.Restore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whatever commands were run, of all types: a folder restored to a position holds what the server held there. */
class RestoredDataTest {
    private static final int ROUNDS = 6;
    private static final int STEPS_A_ROUND = 1_000;

    @TempDir private Path folder;

    private Path socket() {
        return folder.resolve("sock");
    }

    private CairnServer start(Path data) throws StartException {
        return CairnServer.start(
                new Config()
                        .set("port", "0")
                        .set("unixsocket", socket().toString())
                        .set("dir", data.toString())
                        .set("appendfsync", "no")
                        .set("log-segment-size", "1mb")
                        .set("log-retention-size", "10gb")
                        .set("snapshot-keep", "1")
                        .set("enable-debug-command", "yes")
                        .set("save", ""));
    }

    @Test
    void everyTypeComesBackAsItWas() throws Exception {
        Path data = folder.resolve("data");
        Map<Long, SortedMap<String, String>> held = new TreeMap<>();
        List<Step> steps =
                StepSource.draw(StepSource.all(), new Chance(11), ROUNDS * STEPS_A_ROUND);
        try (CairnServer _ = start(data)) {
            for (int round = 0; round < ROUNDS; round++) {
                play(steps.subList(round * STEPS_A_ROUND, (round + 1) * STEPS_A_ROUND));
                SortedMap<String, String> now = HeldData.once(socket());
                try (RespClient client = new RespClient(socket())) {
                    held.put(position(client), now);
                    if (round % 2 == 1) {
                        assertEquals("+OK", client.call("SAVE").toString());
                    }
                }
            }
        }
        assertEquals(ROUNDS, held.size());
        for (Map.Entry<Long, SortedMap<String, String>> point : held.entrySet()) {
            Path into = folder.resolve("at" + point.getKey());
            new Restore(data, line -> {}).run(new Moment.Position(point.getKey()), into);
            try (CairnServer _ = start(into)) {
                assertEquals(point.getValue(), HeldData.of(socket()), "position " + point.getKey());
            }
        }
    }

    private static long position(RespClient client) throws Exception {
        String text = client.call("LOG", "POSITION").text();
        return Long.parseLong(text.substring(text.indexOf(':') + 1));
    }

    /** By one client, whose transactions end with it. */
    private void play(List<Step> steps) throws Exception {
        try (RespClient client = new RespClient(socket())) {
            for (Step step : steps) {
                client.send(step.encoded());
                client.read();
            }
        }
    }
}
