// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whatever commands were run: a server that starts again, from the log alone or from a snapshot and the log behind it, holds
 * what the one before it held, expiries included. And no command that writes is left out.
 */
class ReplayTest {
    private static final int SEQUENCE = 10_000;

    @TempDir private Path folder;

    /** What has been run with success, over all sequences of a test. */
    private final CommandCoverage coverage = new CommandCoverage();

    @Test
    void theLogHoldsWhatTheServerHeld() throws Exception {
        replayAll(Long.getLong("cairn.differential.seed", 1), 1);
        assertEquals(new TreeSet<>(), coverage.missing(), "commands that write and were not run");
    }

    @Test
    void aCommandThatIsNotRunIsNoticed() throws Exception {
        replay(List.of(new StringSteps()), 1);
        assertFalse(coverage.missing().isEmpty());
    }

    @Tag("slow")
    @Test
    void theLogHoldsWhatTheServerHeldManyTimes() throws Exception {
        replayAll(
                Long.getLong("cairn.differential.seed", 1_000_000),
                Integer.getInteger("cairn.replay.rounds", 4));
    }

    private void replayAll(long seed, int rounds) throws Exception {
        List<StepSource> all = new ArrayList<>(StepSource.all());
        all.add(new ShortLivedSteps());
        all.add(new WaitingSteps());
        all.add(new OnlyHereSteps());
        for (int round = 0; round < rounds; round++) {
            for (StepSource source : all) {
                replay(List.of(source), seed + 3L * round);
            }
            replay(all, seed + 3L * round + 1);
            replay(all, seed + 3L * round + 2);
        }
    }

    private void replay(List<StepSource> sources, long seed) throws Exception {
        Path data = Files.createTempDirectory(folder, "data");
        Config config =
                new Config()
                        .set("port", "0")
                        .set("unixsocket", data.resolve("sock").toString())
                        .set("dir", data.toString())
                        .set("appendfsync", "no")
                        .set("enable-debug-command", "yes")
                        .set("save", "");
        Path socket = data.resolve("sock");
        SortedMap<String, String> before;
        try (CairnServer _ = CairnServer.start(config)) {
            List<Step> steps = StepSource.draw(sources, new Chance(seed), SEQUENCE);
            coverage.learn(socket);
            if (seed % 2 == 0) {
                play(socket, steps.subList(0, SEQUENCE / 2));
                try (RespClient client = new RespClient(socket)) {
                    assertEquals("+OK", client.call("SAVE").toString());
                }
                play(socket, steps.subList(SEQUENCE / 2, SEQUENCE));
            } else {
                play(socket, steps);
            }
            before = HeldData.once(socket);
        }
        try (CairnServer _ = CairnServer.start(config)) {
            SortedMap<String, String> after = HeldData.of(socket);
            SortedMap<String, String> lost = new TreeMap<>(before);
            lost.entrySet().removeAll(after.entrySet());
            after.entrySet().removeAll(before.entrySet());
            assertEquals(lost, after, "seed " + seed + " of " + sources);
        }
    }

    private void play(Path socket, List<Step> steps) throws Exception {
        List<RespClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < Chance.CLIENTS; i++) {
                clients.add(new RespClient(socket));
            }
            for (Step step : steps) {
                RespClient client = clients.get(step.client());
                client.send(step.encoded());
                coverage.saw(step, client.read());
            }
        } finally {
            for (RespClient client : clients) {
                client.close();
            }
        }
    }
}
