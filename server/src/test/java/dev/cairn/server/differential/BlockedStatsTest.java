// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How often a command counts that let its client wait: as in Valkey, once, when the wait is over. */
class BlockedStatsTest {
    @TempDir private Path folder;

    @Test
    void aWaitCountsOnceAndWhenItIsOver() throws Exception {
        try (Duel duel = new Duel(folder, 2);
                RespClient ours = duel.ourClient();
                RespClient ourWaiter = duel.ourClient();
                RespClient theirs = duel.theirClient();
                RespClient theirWaiter = duel.theirClient()) {
            assertEquals(story(theirs, theirWaiter), story(ours, ourWaiter));
        }
    }

    private static List<String> story(RespClient client, RespClient waiter) throws IOException {
        List<String> story = new ArrayList<>();
        String id = waiter.call("CLIENT", "ID").text();
        waitFor(client, waiter, "BLPOP", "k", 0);
        story.add("waiting " + counts(client));
        client.call("RPUSH", "k", "v");
        story.add(waiter.read() + counts(client));
        story.add(waiter.call("BLPOP", "k", "0.01") + counts(client));
        waitFor(client, waiter, "BLPOP", "k", 0);
        client.call("CLIENT", "UNBLOCK", id);
        story.add(waiter.read() + counts(client));
        waitFor(client, waiter, "BLPOP", "k", 0);
        client.call("CLIENT", "UNBLOCK", id, "ERROR");
        story.add(waiter.read() + counts(client));
        client.call("SET", "text", "v");
        waitFor(client, waiter, "BLMOVE", "k", "text", "LEFT", "LEFT", 0);
        client.call("RPUSH", "k", "v");
        story.add(waiter.read() + counts(client));
        story.add(waiter.call("BLPOP", "k", 0) + counts(client));
        return story;
    }

    private static void waitFor(RespClient client, RespClient waiter, Object... request)
            throws IOException {
        waiter.send(Step.of(0, request).encoded());
        while (!client.call("INFO", "clients").text().contains("blocked_clients:1\r\n")) {
            Thread.onSpinWait();
        }
    }

    private static String counts(RespClient client) throws IOException {
        Set<String> counts = new TreeSet<>();
        for (String line : client.call("INFO", "commandstats").text().split("\r\n")) {
            if (line.startsWith("cmdstat_bl")) {
                counts.add(line.replaceAll("usec[a-z_]*=[0-9.]+,", ""));
            }
        }
        return counts.toString();
    }
}
