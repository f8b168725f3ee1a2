// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A valkey-server, or a redis-server, of the test's own on a unix socket, and a connection to it. It must log at its usual level: its log says when it is ready. */
public final class PeerServer implements AutoCloseable {
    private static final String READY = "eady to accept connections";

    private final Process process;
    private final Path socket;
    private PeerClient client;

    /** Starts one in a scratch folder, with these arguments beside those that it needs. */
    public PeerServer(Path folder, String... arguments) throws IOException {
        this("valkey-server", folder, List.of(arguments));
    }

    /** Starts a Valkey or a Redis, by the name of its program. */
    public PeerServer(String program, Path folder, List<String> arguments) throws IOException {
        socket = folder.resolve("peer.sock");
        List<String> command = new ArrayList<>();
        command.add(Peer.program(program).toString());
        command.addAll(arguments);
        command.addAll(List.of("--port", "0", "--unixsocket", socket.toString()));
        command.addAll(List.of("--dir", folder.toString()));
        process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        awaitReady();
        connect();
    }

    /** Connects, again where the server has hung up. */
    public void connect() throws IOException {
        if (client != null) {
            client.close();
        }
        client = new PeerClient(socket);
    }

    /** Where it listens. */
    public Path socket() {
        return socket;
    }

    /** The connection there is. */
    public PeerClient client() {
        return client;
    }

    /** Reads the log until the server is ready, and goes on reading it in the background so that it never blocks. */
    private void awaitReady() throws IOException {
        var log = process.inputReader(StandardCharsets.ISO_8859_1);
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); ; line = log.readLine()) {
            if (line == null) {
                throw new IOException("the server did not start: " + seen);
            }
            seen.append(line).append('\n');
            if (line.contains(READY)) {
                break;
            }
        }
        Thread drain =
                new Thread(
                        () -> {
                            try {
                                log.skip(Long.MAX_VALUE);
                            } catch (IOException e) {
                                // The server has ended.
                                return;
                            }
                        });
        drain.setDaemon(true);
        drain.start();
    }

    /** Runs a command: see {@link PeerClient#run}. */
    public Object run(String... words) throws IOException {
        return client.run(words);
    }

    /** Runs a command that is given as a person types it: words on one line. */
    public Object runInline(String line) throws IOException {
        return client.runInline(line);
    }

    /** A scratch folder whose name is short enough for a unix socket. */
    public static Path folder() throws IOException {
        return Files.createTempDirectory("cairn-peer");
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
