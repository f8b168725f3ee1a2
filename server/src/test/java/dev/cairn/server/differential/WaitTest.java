// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/** WAIT and WAITAOF where they do wait: with a log, and for replicas that never come. */
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
}
