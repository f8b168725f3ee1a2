// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import dev.cairn.server.peer.Peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real valkey-server on a unix socket in a scratch folder, without persistence. */
final class PeerProcess implements AutoCloseable {
    private final Process process;
    private final Path socket;

    private PeerProcess(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /** Starts one and waits until it answers. Skips the test where there is no Valkey. */
    static PeerProcess start(Path folder) throws IOException {
        Path program = Peer.program("valkey-server");
        Path socket = folder.resolve("peer.sock");
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "--port",
                                "0",
                                "--unixsocket",
                                socket.toString(),
                                "--dir",
                                folder.toString(),
                                "--save",
                                "",
                                "--enable-debug-command",
                                "yes")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("peer.log").toFile())
                        .start();
        PeerProcess peer = new PeerProcess(process, socket);
        peer.awaitAnswer(folder);
        return peer;
    }

    private void awaitAnswer(Path folder) throws IOException {
        while (process.isAlive()) {
            try (RespClient client = new RespClient(socket)) {
                if (!client.call("PING").isError()) {
                    return;
                }
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("the peer ended: " + Files.readString(folder.resolve("peer.log")));
    }

    Path socket() {
        return socket;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
