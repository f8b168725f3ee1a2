// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.cairn.storage.memory.ByteSlice;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real server beside the test: Valkey or Redis, on a unix socket in a scratch folder. */
final class PeerServer implements AutoCloseable {
    private final Process process;
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    private PeerServer(Process process, SocketChannel channel) {
        this.process = process;
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
        this.out = Channels.newOutputStream(channel);
    }

    /** Where a program of the peer is; the test is skipped with a word when there is none, and fails where CI is set. */
    static Path program(String name) {
        List<Path> folders = new ArrayList<>();
        String chosen = System.getenv("CAIRN_PEER_BIN");
        if (chosen != null) {
            folders.add(Path.of(chosen));
        }
        folders.add(Path.of(System.getProperty("user.home"), ".cache/valkey-peer/bin"));
        for (String folder : System.getenv("PATH").split(":")) {
            folders.add(Path.of(folder));
        }
        for (Path folder : folders) {
            if (Files.isExecutable(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        String text = "no " + name + " on this machine: looked in " + folders;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(text);
        }
        System.err.println("SKIPPED: " + text);
        return abort(text);
    }

    /** Starts a server that loads the dump.rdb in this folder, if there is one. */
    static PeerServer start(String program, Path folder, String... options) throws IOException {
        Path socket = folder.resolve("s");
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        program(program).toString(),
                        "--port",
                        "0",
                        "--unixsocket",
                        socket.toString(),
                        "--dir",
                        folder.toString(),
                        "--save",
                        "",
                        "--enable-debug-command",
                        "yes",
                        "--logfile",
                        folder.resolve("log").toString()));
        command.addAll(List.of(options));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();
        PeerServer server = new PeerServer(process, connect(process, socket, folder));
        while (server.call("PING") instanceof Failure) {
            Thread.onSpinWait();
        }
        return server;
    }

    private static SocketChannel connect(Process process, Path socket, Path folder)
            throws IOException {
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return channel;
            } catch (IOException e) {
                channel.close();
                if (!process.isAlive()) {
                    Path log = folder.resolve("log");
                    throw new IOException(
                            "the peer ended: " + (Files.exists(log) ? Files.readString(log) : ""),
                            e);
                }
            }
        }
    }

    /** An error reply. */
    record Failure(String text) {}

    /** Sends a command; arguments are byte arrays or become text. The reply is a Long, byte[], String, List, Failure or null. */
    Object call(Object... arguments) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("*" + arguments.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        for (Object argument : arguments) {
            byte[] bytes =
                    argument instanceof byte[] given
                            ? given
                            : argument.toString().getBytes(StandardCharsets.ISO_8859_1);
            request.writeBytes(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            request.writeBytes(bytes);
            request.writeBytes(new byte[] {'\r', '\n'});
        }
        out.write(request.toByteArray());
        return reply();
    }

    byte[] bytes(Object... arguments) throws IOException {
        Object reply = call(arguments);
        if (reply instanceof byte[] bytes) {
            return bytes;
        }
        throw new AssertionError("no bytes but " + reply);
    }

    private Object reply() throws IOException {
        String line = line();
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case '+':
                return rest;
            case '-':
                return new Failure(rest);
            case ':':
                return Long.valueOf(rest);
            case '$':
                return bulk(Integer.parseInt(rest));
            case '*':
                List<Object> elements = new ArrayList<>();
                for (int i = Integer.parseInt(rest); i > 0; i--) {
                    elements.add(reply());
                }
                return elements;
            default:
                throw new IOException("reply " + line);
        }
    }

    private byte[] bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        in.skipNBytes(2);
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\r'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the peer closed the connection after " + line);
            }
            line.append((char) b);
        }
        in.read();
        return line.toString();
    }

    /** Everything the server holds, in the words of {@link RecordedValues}. */
    Map<String, String> contents(int databases) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (int database = 0; database < databases; database++) {
            call("SELECT", database);
            for (Object key : (List<?>) call("KEYS", "*")) {
                String place = database + " " + ByteSlice.of((byte[]) key);
                Object at = call("PEXPIRETIME", key);
                if ((Long) at >= 0) {
                    place += " at " + at;
                }
                contents.put(place, value((byte[]) key));
            }
        }
        call("SELECT", 0);
        return contents;
    }

    private String value(byte[] key) throws IOException {
        if (call("TYPE", key).equals("string")) {
            return "\"" + ByteSlice.of(bytes("GET", key)) + "\"";
        }
        if (call("TYPE", key).equals("list")) {
            List<String> elements = new ArrayList<>();
            for (Object element : (List<?>) call("LRANGE", key, 0, -1)) {
                elements.add(ByteSlice.of((byte[]) element).toString());
            }
            return elements.toString();
        }
        List<?> pairs = (List<?>) call("HGETALL", key);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            byte[] field = (byte[]) pairs.get(i);
            String value = ByteSlice.of((byte[]) pairs.get(i + 1)).toString();
            if (call("HPEXPIRETIME", key, "FIELDS", 1, field) instanceof List<?> times
                    && !times.equals(List.of(-1L))) {
                value += "@" + times.getFirst();
            }
            fields.put(ByteSlice.of(field).toString(), value);
        }
        return fields.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a program to its end; its exit code must be 0. */
    static String run(String program, Path... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program(program).toString()));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .collect(Collectors.joining("\n"));
        if (process.waitFor() != 0) {
            throw new AssertionError(program + " refuses: " + output);
        }
        return output;
    }
}
