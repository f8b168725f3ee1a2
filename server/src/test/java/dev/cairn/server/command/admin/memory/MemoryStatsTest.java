// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;
import dev.cairn.server.peer.PeerClient;
import dev.cairn.server.peer.PeerServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The figures are named as the real server names them, those of each database that has keys included. */
class MemoryStatsTest {
    @Test
    void figuresAreNamedAsInValkey() throws Exception {
        Path folder = PeerServer.folder();
        Config config =
                new Config()
                        .set("port", "0")
                        .set("unixsocket", folder.resolve("cairn.sock").toString())
                        .set("dir", folder.toString())
                        .set("save", "")
                        .set("appendonly", "no");
        try (CairnServer _ = CairnServer.start(config);
                PeerClient ours = new PeerClient(folder.resolve("cairn.sock"));
                PeerServer peer = new PeerServer(PeerServer.folder(), "--save", "")) {
            List<?> stats = fill(ours);
            assertEquals(names(fill(peer.client())), names(stats));
            List<?> ninth = (List<?>) stats.get(stats.indexOf("db.9") + 1);
            assertTrue((Long) ninth.get(1) > 0, ninth::toString);
            assertTrue((Long) ninth.get(3) > 0, ninth::toString);
            long used = (Long) stats.get(stats.indexOf("total.allocated") + 1);
            assertTrue(used > 2 << 20, stats::toString);
        }
    }

    private static List<?> fill(PeerClient server) throws IOException {
        server.run("SET", "a", "x".repeat(2 << 20));
        server.run("SELECT", "9");
        for (int i = 0; i < 100; i++) {
            server.run("SET", "key" + i, "v", "EX", "1000");
        }
        return (List<?>) server.run("MEMORY", "STATS");
    }

    private static List<Object> names(List<?> reply) {
        List<Object> names = new ArrayList<>();
        for (int i = 0; i < reply.size(); i += 2) {
            names.add(reply.get(i));
            if (reply.get(i + 1) instanceof List<?> figures) {
                names.add(names(figures));
            }
        }
        return names;
    }
}
