// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.peer;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;

import java.io.IOException;
import java.nio.file.Path;

/** A Cairn and a real Valkey, each empty and on a unix socket of its own. */
public final class SideBySide implements AutoCloseable {
    private final Path socket;
    private final PeerServer peer;
    private final CairnServer cairn;

    public SideBySide() throws Exception {
        Path folder = PeerServer.folder();
        socket = folder.resolve("cairn.sock");
        peer = new PeerServer(PeerServer.folder(), "--save", "", "--enable-debug-command", "yes");
        Config config =
                new Config()
                        .set("port", "0")
                        .set("unixsocket", socket.toString())
                        .set("dir", folder.toString())
                        .set("save", "")
                        .set("appendfsync", "no")
                        .set("enable-debug-command", "yes");
        cairn = CairnServer.start(config);
    }

    /** Where Cairn listens. */
    public Path socket() {
        return socket;
    }

    /** The Valkey. */
    public PeerServer peer() {
        return peer;
    }

    @Override
    public void close() throws IOException {
        try (peer) {
            cairn.close();
        }
    }
}
