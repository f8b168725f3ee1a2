// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import dev.cairn.server.peer.Peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real valkey-server on a unix socket in a scratch folder, without persistence unless it is told otherwise. */
final class PeerProcess implements AutoCloseable {
    private final Process process;
    private final Path socket;

    private PeerProcess(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /** Starts one and waits until it answers. Skips the test where there is no Valkey. */
    static PeerProcess start(Path folder, String... more) throws IOException {
        Path program = Peer.program("valkey-server");
        Path socket = folder.resolve("peer.sock");
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of("--port", "0", "--unixsocket", socket.toString()));
        command.addAll(List.of("--dir", folder.toString(), "--save", ""));
        command.addAll(List.of("--enable-debug-command", "yes"));
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
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
