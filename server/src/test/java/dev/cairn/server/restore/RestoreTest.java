// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.recovery.RespClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Restoring to the position of any acknowledged write gives exactly the model's state there. */
class RestoreTest {
    @TempDir Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Map<String, String> restored(Moment moment, String name) throws Exception {
        Path into = folder.resolve(name);
        Restore.Outcome outcome = new Restore(data(), line -> {}).run(moment, into);
        assertEquals(into, outcome.into());
        try (CairnServer server = History.start(into, "log-retention-size", "0")) {
            return History.dataOf(server);
        }
    }

    @Test
    void everyAcknowledgedPositionComesBackAsItWas() throws Exception {
        History history = new History(5);
        Random random = new Random(6);
        for (int round = 0; round < 3; round++) {
            try (CairnServer server = History.start(data(), "snapshot-keep", "1");
                    RespClient client = new RespClient(server)) {
                for (int i = 0; i < 3; i++) {
                    history.write(client, 150);
                    assertEquals("OK", client.call("SAVE"));
                    history.write(client, 50);
                }
                if (round == 1) {
                    // From a server that runs, too.
                    assertRestores(history.points().get(random.nextInt(300)), "running");
                }
            }
        }
        List<History.Point> points = history.points();
        for (int i = 0; i < 12; i++) {
            assertRestores(points.get(random.nextInt(points.size())), "at" + i);
        }
        assertRestores(points.getLast(), "last");
        assertEquals(history.model(), restored(new Moment.Newest(), "newest"));
        assertEquals(Map.of(), restored(new Moment.Position(0), "birth"));
    }

    private void assertRestores(History.Point point, String name) throws Exception {
        Moment moment = new Moment.Position(point.position());
        assertEquals(point.data(), restored(moment, name), "position " + point.position());
    }

    @Test
    void infoTellsWhatIsRetained() throws Exception {
        long before = System.currentTimeMillis() / 1000;
        try (CairnServer server = History.start(data(), "snapshot-keep", "1");
                RespClient client = new RespClient(server)) {
            assertEquals("0", figure(client, "segments"));
            client.call("SET", "a", "1");
            client.call("SAVE");
            while (figure(client, "segments").equals("0")) {
                Thread.onSpinWait();
            }
            assertEquals("1", figure(client, "segments"));
            assertEquals("0", figure(client, "first_position"));
            assertTrue(Long.parseLong(figure(client, "bytes")) > 0);
            assertTrue(Long.parseLong(figure(client, "first_time")) >= before);
        }
    }

    private static String figure(RespClient client, String name) throws Exception {
        String info = client.call("INFO", "cairn");
        String line = "log_retained_" + name + ":";
        return info.lines()
                .filter(each -> each.startsWith(line))
                .findFirst()
                .orElseThrow()
                .substring(line.length());
    }

    @Test
    void aMomentIsWhatWasThere() throws Exception {
        History history = new History(7);
        long between;
        Map<String, String> then;
        try (CairnServer server = History.start(data());
                RespClient client = new RespClient(server)) {
            history.write(client, 50);
            then = history.model();
            between = now(client);
            while (now(client) == between) {
                Thread.onSpinWait();
            }
            history.write(client, 50);
        }
        assertEquals(then, restored(new Moment.Time(between), "then"));
        assertEquals(history.model(), restored(new Moment.Time(between + 3_600_000), "later"));
        assertEquals(Map.of(), restored(new Moment.Time(1), "before"));
    }

    private static long now(RespClient client) throws Exception {
        String[] time = client.call("TIME").replaceAll("[\\[\\] ]", "").split(",");
        return Long.parseLong(time[0]) * 1000 + Long.parseLong(time[1]) / 1000;
    }

    @Test
    void aPositionInsideATransactionOrACommandIsRefused() throws Exception {
        long before;
        long after;
        try (CairnServer server = History.start(data());
                RespClient client = new RespClient(server)) {
            client.call("SET", "a", "1");
            before = Long.parseLong(client.call("LOG", "POSITION"));
            client.call("MULTI");
            client.call("SET", "b", "2");
            client.call("SET", "c", "3");
            client.call("EXEC");
            after = Long.parseLong(client.call("LOG", "POSITION"));
        }
        Set<Map<String, String>> states = new HashSet<>();
        List<String> refusals = new ArrayList<>();
        Restore restore = new Restore(data(), line -> {});
        for (long position = before; position <= after; position++) {
            Path into = folder.resolve("at" + position);
            try {
                restore.run(new Moment.Position(position), into);
                try (CairnServer server = History.start(into)) {
                    states.add(History.dataOf(server));
                }
            } catch (RestoreException e) {
                refusals.add(e.getMessage());
            }
        }
        assertEquals(Set.of(Map.of("a", "1"), Map.of("a", "1", "b", "2", "c", "3")), states);
        assertTrue(refusals.stream().anyMatch(text -> text.contains("inside a transaction")));
        assertTrue(refusals.stream().anyMatch(text -> text.contains("inside a command")));
    }

    @Test
    void whatCannotBeRestoredIsSaid() throws Exception {
        try (CairnServer server = History.start(data(), "log-retention-size", "0");
                RespClient client = new RespClient(server)) {
            History history = new History(1);
            for (int i = 0; i < 4; i++) {
                history.write(client, 300);
                client.call("SAVE");
            }
            String refusal = "";
            while (!refusal.contains("begins at")) {
                refusal = client.call("LOG", "READ", "FROM", "0");
            }
        }
        Restore restore = new Restore(data(), line -> {});
        RestoreException early =
                assertThrows(
                        RestoreException.class,
                        () -> restore.run(new Moment.Position(1), folder.resolve("no")));
        assertTrue(early.getMessage().contains("oldest state there"), early.getMessage());
        RestoreException late =
                assertThrows(
                        RestoreException.class,
                        () -> restore.run(new Moment.Position(1L << 50), folder.resolve("no")));
        assertTrue(late.getMessage().contains("beyond the end"), late.getMessage());
        RestoreException full =
                assertThrows(
                        RestoreException.class, () -> restore.run(new Moment.Newest(), data()));
        assertTrue(full.getMessage().contains("not empty"), full.getMessage());
        assertThrows(RestoreException.class, () -> new Restore(folder.resolve("none"), x -> {}));
        assertTrue(Files.notExists(folder.resolve("no")));
    }
}
