// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** WAIT and WAITAOF where they do wait, with a log and for replicas that never come; and how often a command that waits counts. */
class WaitTest {
    @TempDir private Path folder;

    private CairnServer start(String policy) throws Exception {
        return CairnServer.start(
                new Config()
                        .set("port", "0")
                        .set("unixsocket", folder.resolve("sock").toString())
                        .set("dir", folder.toString())
                        .set("appendfsync", policy)
                        .set("save", ""));
    }

    private RespClient connect() throws Exception {
        return new RespClient(folder.resolve("sock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"always", "everysec", "no"})
    void waitsUntilWhatWasWrittenIsDurable(String policy) throws Exception {
        try (CairnServer _ = start(policy);
                RespClient client = connect()) {
            assertEquals("+OK", client.call("SET", "k", "v").toString());
            assertEquals("*[:1, :0]", client.call("WAITAOF", 1, 0, 0).toString());
            assertEquals("*[:1, :0]", client.call("WAITAOF", 1, 0, 0).toString());
        }
    }

    @Test
    void noReplicaEverAnswers() throws Exception {
        try (CairnServer _ = start("always");
                RespClient client = connect()) {
            client.call("SET", "k", "v");
            assertEquals(":0", client.call("WAIT", 1, 1).toString());
            assertEquals("*[:1, :0]", client.call("WAITAOF", 1, 1, 1).toString());
            assertEquals("*[:1, :0]", client.call("WAITAOF", 0, 1, 1).toString());
            assertEquals("$1:v", client.call("GET", "k").toString());
        }
    }

    @Test
    void aTransactionDoesNotWait() throws Exception {
        try (CairnServer _ = start("always");
                RespClient client = connect()) {
            client.call("MULTI");
            client.call("WAIT", 1, 0);
            client.call("WAITAOF", 0, 1, 0);
            String replies = client.call("EXEC").toString();
            assertEquals("*[:0, *[:", replies.substring(0, 9));
        }
    }

    @Test
    void anotherClientMayEndAWait() throws Exception {
        try (CairnServer _ = start("everysec");
                RespClient client = connect();
                RespClient other = connect()) {
            String id = client.call("CLIENT", "ID").text();
            client.send(Step.of(0, "WAIT", 1, 0).encoded());
            while (other.call("CLIENT", "UNBLOCK", id).toString().equals(":0")) {
                Thread.onSpinWait();
            }
            assertEquals(":0", client.read().toString());
            client.send(Step.of(0, "WAITAOF", 0, 1, 0).encoded());
            while (other.call("CLIENT", "UNBLOCK", id, "ERROR").toString().equals(":0")) {
                Thread.onSpinWait();
            }
            assertEquals(
                    "-UNBLOCKED client unblocked via CLIENT UNBLOCK", client.read().toString());
        }
    }

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
