// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.peer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A valkey-server of the test's own on a unix socket, and a connection to it. It must log at its usual level: its log says when it is ready. */
public final class PeerServer implements AutoCloseable {
    private static final String READY = "Ready to accept connections unix";

    private final Process process;
    private final Path socket;
    private SocketChannel channel;
    private DataInputStream in;

    /** Starts one in a scratch folder, with these arguments beside those that it needs. */
    public PeerServer(Path folder, String... arguments) throws IOException {
        socket = folder.resolve("peer.sock");
        List<String> command = new ArrayList<>();
        command.add(Peer.program("valkey-server").toString());
        command.addAll(List.of(arguments));
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
        if (channel != null) {
            channel.close();
        }
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    }

    /** Reads the log until the server is ready, and goes on reading it in the background so that it never blocks. */
    private void awaitReady() throws IOException {
        var log = process.inputReader(StandardCharsets.ISO_8859_1);
        StringBuilder seen = new StringBuilder();
        for (String line = log.readLine(); ; line = log.readLine()) {
            if (line == null) {
                throw new IOException("valkey-server did not start: " + seen);
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

    /** Runs a command; texts have one character a byte, an error begins with a hyphen, arrays are lists. */
    public Object run(String... words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        for (String word : words) {
            String bulk = "$" + word.length() + "\r\n" + word + "\r\n";
            out.writeBytes(bulk.getBytes(StandardCharsets.ISO_8859_1));
        }
        return send(out.toByteArray());
    }

    /** Runs a command that is given as a person types it: words on one line. */
    public Object runInline(String line) throws IOException {
        return send((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private Object send(byte[] request) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return reply();
    }

    private Object reply() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case ':' -> Long.valueOf(rest);
            case '$' -> rest.equals("-1") ? null : bulk(Integer.parseInt(rest));
            case '*' -> list(Integer.parseInt(rest));
            default -> line;
        };
    }

    private String bulk(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        in.skipNBytes(2);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private List<Object> list(int count) throws IOException {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(reply());
        }
        return list;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.readUnsignedByte(); b != '\r'; b = in.readUnsignedByte()) {
            line.append((char) b);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    /** A scratch folder whose name is short enough for a unix socket. */
    public static Path folder() throws IOException {
        return Files.createTempDirectory("cairn-peer");
    }

    @Override
    public void close() throws IOException {
        channel.close();
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
