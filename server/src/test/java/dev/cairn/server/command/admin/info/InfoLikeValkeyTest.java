// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.CairnServer;
import dev.cairn.server.peer.PeerServer;
import dev.cairn.server.recovery.RespClient;
import dev.cairn.server.restore.History;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What tools look for in INFO is there: each field of a real Valkey, but for those that would be about nothing here. */
class InfoLikeValkeyTest {
    /** There is no C compiler, TLS, scripting engine or module, no clients' timer, and every payload is checked. */
    private static final Set<String> ABSENT =
            Set.of(
                    "clients_hz",
                    "dump_payload_sanitizations",
                    "engine_0",
                    "engines_count",
                    "engines_total_memory_overhead",
                    "engines_total_used_memory",
                    "gcc_version",
                    "module",
                    "tls_ca_cert_expires_in_seconds",
                    "tls_ca_cert_serial",
                    "tls_client_cert_expires_in_seconds",
                    "tls_client_cert_serial",
                    "tls_server_cert_expires_in_seconds",
                    "tls_server_cert_serial");

    private static final String[][] COMMANDS = {
        {"SET", "k", "v", "EX", "1000"},
        {"HSET", "h", "f", "v", "g", "w"},
        {"HEXPIRE", "h", "1000", "FIELDS", "1", "f"},
        {"HSET", "other", "f", "v"},
        {"HEXPIRE", "other", "1000", "FIELDS", "1", "f"},
        {"COPY", "other", "another"},
        {"HPERSIST", "other", "FIELDS", "1", "f"},
        {"RENAME", "another", "third"},
        {"HSET", "gone", "f", "v"},
        {"HEXPIRE", "gone", "1000", "FIELDS", "1", "f"},
        {"SET", "gone", "text"}
    };

    @TempDir Path folder;

    @Test
    void everyFieldOfValkeyIsThereOrAbsentForAReason() throws Exception {
        Path peerFolder = PeerServer.folder();
        try (CairnServer server = History.start(folder);
                RespClient client = new RespClient(server);
                PeerServer peer = new PeerServer(peerFolder)) {
            for (String[] command : COMMANDS) {
                client.call(command);
                peer.run(command);
            }
            Map<String, String> ours = fields(client.call("INFO", "ALL"));
            Map<String, String> theirs = fields(peer.run("INFO", "ALL").toString());
            Set<String> missing = new TreeSet<>(theirs.keySet());
            missing.removeAll(ours.keySet());
            missing.removeIf(name -> name.startsWith("cmdstat_") || name.startsWith("latency_"));
            assertEquals(new TreeSet<>(ABSENT), missing);
            String left = "avg_ttl=\\d+";
            assertEquals(
                    theirs.get("db0").replaceAll(left, "-"), ours.get("db0").replaceAll(left, "-"));
        }
    }

    @Test
    void whatIsFreedInSlicesIsCounted() throws Exception {
        try (CairnServer server = History.start(folder);
                RespClient client = new RespClient(server)) {
            for (int i = 0; i < 2000; i++) {
                client.call("HSET", "hash", "field" + i, "value");
            }
            client.call("UNLINK", "hash");
            Map<String, String> memory = fields(client.call("INFO", "memory"));
            while (!memory.get("lazyfree_pending_objects").equals("0")) {
                memory = fields(client.call("INFO", "memory"));
            }
            assertEquals("1", memory.get("lazyfreed_objects"));
            client.call("CONFIG", "RESETSTAT");
            memory = fields(client.call("INFO", "memory"));
            assertEquals("0", memory.get("lazyfreed_objects"));
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#") && line.contains(":"))
                .forEach(
                        line ->
                                fields.put(
                                        line.substring(0, line.indexOf(':')),
                                        line.substring(line.indexOf(':') + 1)));
        return fields;
    }
}
