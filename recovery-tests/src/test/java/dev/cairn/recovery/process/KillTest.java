// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills the real process at random moments under concurrent writers and starts it again: every acknowledged write is
 * there, and no transaction is applied by half.
 *
 * <p>{@code -Dkill.rounds} and {@code -Dkill.seed} repeat a run, or make a long one: {@code -Dkill.rounds=334} is a thousand
 * kills over the three modes, and those while loading besides; {@code -Dkill.flushes} counts those during FLUSHALL. Each
 * failure names its seed. Where slow tests run, {@code -Dkill.rounds.slow} and {@code -Dkill.flushes.slow} are theirs.
 */
class KillTest {
    private static final int CLIENTS = 8;
    private static final int KEYS = 3_000;

    /** What a round knows of the rounds before: the keys stay, so that losses of old data show too. */
    private final long[] lastSteps = new long[CLIENTS];

    @ParameterizedTest
    @ValueSource(strings = {"always", "everysec", "no"})
    void nothingAcknowledgedIsLost(String policy, @TempDir Path data) throws Exception {
        killOften(policy, data, Integer.getInteger("kill.rounds", 4));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"always", "everysec", "no"})
    void nothingAcknowledgedIsLostInManyRounds(String policy, @TempDir Path data) throws Exception {
        killOften(policy, data, Integer.getInteger("kill.rounds.slow", 20));
    }

    private void killOften(String policy, Path data, int rounds) throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> faults = new ArrayList<>();
        List<WritingClient> clients = List.of();
        KillCount count = new KillCount(data);
        long acknowledged = 0;
        for (int round = 0; round <= rounds && faults.isEmpty(); round++) {
            if (round > 0 && random.nextInt(3) == 0) {
                killWhileLoading(data, policy, random, count);
            }
            try (ServerProcess server = start(data, policy, random)) {
                faults.addAll(check(server, clients));
                if (round == rounds) {
                    break;
                }
                clients = clients(server, random);
                acknowledged += runAndKill(server, clients, random);
            }
            count.killed();
        }
        assertEquals(List.of(), faults, "policy " + policy + ", seed " + seed);
        System.out.printf(
                "%s: %s; %d steps acknowledged, none lost%n", policy, count, acknowledged);
    }

    /** A loss as every check here would see it: a server that knows nothing. */
    @Test
    void aLossIsNoticed(@TempDir Path data, @TempDir Path other) throws Exception {
        Random random = new Random(1);
        List<WritingClient> clients;
        long acknowledged;
        do {
            try (ServerProcess server = start(data, "no", random)) {
                check(server, List.of());
                clients = clients(server, random);
                acknowledged = runAndKill(server, clients, random);
            }
        } while (acknowledged == 0);
        try (ServerProcess server = start(other, "no", random)) {
            assertNotEquals(List.of(), check(server, clients));
        }
    }

    /** FLUSHALL is done or not done, whenever the server dies. */
    @Test
    void flushAllIsNotDoneByHalf(@TempDir Path data) throws Exception {
        flushOften(data, Integer.getInteger("kill.flushes", 3));
    }

    @Tag("slow")
    @Test
    void flushAllIsNotDoneByHalfOften(@TempDir Path data) throws Exception {
        flushOften(data, Integer.getInteger("kill.flushes.slow", 10));
    }

    private static void flushOften(Path data, int rounds) throws Exception {
        Random random = new Random(Long.getLong("kill.seed", System.nanoTime()));
        for (int round = 0; round < rounds; round++) {
            boolean acknowledged = false;
            try (ServerProcess server = start(data, "everysec", random);
                    RespClient client = new RespClient(server.port())) {
                fill(client);
                client.send("FLUSHALL", random.nextBoolean() ? "SYNC" : "ASYNC");
                client.flush();
                if (random.nextBoolean()) {
                    acknowledged = "OK".equals(client.read());
                }
                LockSupport.parkNanos(random.nextInt(3_000_000));
                server.kill();
            }
            try (ServerProcess server = start(data, "everysec", random);
                    RespClient client = new RespClient(server.port())) {
                long size = (Long) client.call("DBSIZE");
                assertTrue(size == 0 || (!acknowledged && size == KEYS), size + " keys are left");
                server.kill();
            }
        }
    }

    /** Keys of all types. */
    private static void fill(RespClient client) throws IOException {
        for (int i = 0; i < KEYS; i++) {
            String key = "key:" + i;
            switch (i % 6) {
                case 0 -> client.send("SET", key, "value " + i);
                case 1 -> client.send("HSET", key, "field", "value " + i);
                case 2 -> client.send("RPUSH", key, "one", "two");
                case 3 -> client.send("SADD", key, "one", "two");
                case 4 -> client.send("ZADD", key, "1", "one", "2", "two");
                default -> client.send("XADD", key, "*", "field", "value " + i);
            }
        }
        client.flush();
        for (int i = 0; i < KEYS; i++) {
            assertFalse(client.read() instanceof RespClient.ErrorReply);
        }
    }

    /** The start that repairs and loads what the last kill has left is killed itself, before it is done or just then. */
    private static void killWhileLoading(Path data, String policy, Random random, KillCount count)
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.launch(data, directives(policy, random))) {
            server.awaitLoading();
            LockSupport.parkNanos(random.nextInt(300) * 1_000_000L);
            server.kill();
            count.killedAtStart(server.isReady());
        }
    }

    private static ServerProcess start(Path data, String policy, Random random)
            throws IOException, InterruptedException {
        // Small segments and frequent snapshots, so that kills meet rolls and snapshots too.
        return ServerProcess.start(data, directives(policy, random));
    }

    private static String[] directives(String policy, Random random) {
        return new String[] {
            "--appendfsync",
            policy,
            "--log-segment-size",
            "1mb",
            "--save",
            random.nextBoolean() ? "1 100" : "",
            "--enable-debug-command",
            "yes"
        };
    }

    private List<String> check(ServerProcess server, List<WritingClient> clients)
            throws IOException {
        List<String> faults = new ArrayList<>();
        try (RespClient client = new RespClient(server.port())) {
            for (WritingClient former : clients) {
                faults.addAll(former.check(client));
            }
            for (int i = 0; i < CLIENTS; i++) {
                lastSteps[i] = WritingClient.last(client, "c" + i);
            }
        }
        return faults;
    }

    private List<WritingClient> clients(ServerProcess server, Random random) {
        List<WritingClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(
                    new WritingClient(server.port(), "c" + i, random.nextLong(), lastSteps[i] + 1));
        }
        return clients;
    }

    private static long runAndKill(ServerProcess server, List<WritingClient> clients, Random random)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (WritingClient client : clients) {
            threads.add(Thread.ofPlatform().start(client));
        }
        // The moment of the kill is what chance decides; nothing waits for it to have an effect.
        Thread.sleep(random.nextInt(1000));
        if (random.nextInt(3) == 0) {
            killDuringSnapshot(server, random);
        }
        server.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        return clients.stream().mapToLong(WritingClient::acknowledged).sum();
    }

    /** Asks for a snapshot, which rolls the log as well, and leaves it little time. */
    private static void killDuringSnapshot(ServerProcess server, Random random)
            throws InterruptedException {
        try (RespClient client = new RespClient(server.port())) {
            client.call("BGSAVE");
            LockSupport.parkNanos(random.nextInt(5_000_000));
            server.kill();
        } catch (IOException e) {
            throw new AssertionError("the server died by itself: " + server.output(), e);
        }
    }
}
