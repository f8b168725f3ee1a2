// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;
import dev.cairn.server.differential.RespClient;
import dev.cairn.server.differential.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Ten thousand real connections that wait for keys: each is served once and in its turn, and leaves nothing behind. */
class ManyWaitersTest {
    private static final int WAITERS = 10_000;

    /** Both ends of a connection are in this process, which needs some descriptors for other things. */
    private static final int OTHER_DESCRIPTORS = 500;

    private static final Pattern BULK = Pattern.compile("\\$[0-9]+\r\n[^\r]*\r\n");

    @TempDir private Path folder;

    private final List<SocketChannel> waiters = new ArrayList<>();

    private static int possible() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        long most =
                system instanceof UnixOperatingSystemMXBean unix
                        ? unix.getMaxFileDescriptorCount()
                        : 1024;
        int possible = (int) Math.min(WAITERS, (most - OTHER_DESCRIPTORS) / 2);
        if (possible < WAITERS) {
            System.out.println("only " + possible + " waiters: " + most + " descriptors");
        }
        return possible / 4 * 4;
    }

    @Test
    void areServedOnceAndInTheirTurn() throws Exception {
        Path socket = folder.resolve("sock");
        Config config =
                new Config()
                        .set("port", "0")
                        .set("unixsocket", socket.toString())
                        .set("dir", folder.toString())
                        .set("appendonly", "no")
                        .set("maxclients", "20000")
                        .set("save", "");
        int count = possible();
        try (CairnServer _ = CairnServer.start(config);
                RespClient client = new RespClient(socket)) {
            for (int i = 0; i < count; i++) {
                SocketChannel waiter = SocketChannel.open(StandardProtocolFamily.UNIX);
                waiters.add(waiter);
                waiter.connect(UnixDomainSocketAddress.of(socket));
                send(
                        waiter,
                        switch (i % 4) {
                            case 0 -> Step.of(0, "BLPOP", "list", "other:" + i, 0);
                            case 1 -> Step.of(0, "BZPOPMIN", "zset", 0);
                            case 2 -> Step.of(0, "XREAD", "BLOCK", 0, "STREAMS", "stream", "$");
                            default -> Step.of(0, "BLPOP", "gone", 0);
                        });
                // Who comes next comes after: the order in which connections are read is not
                // theirs.
                if (i % 4 < 2) {
                    awaitBlocked(client, i + 1);
                }
            }
            awaitBlocked(client, count);
            vanish(client, count);
            serve(client, count);
            assertEquals("0", info(client, "blocked_clients"));
            assertEquals("0", info(client, "total_blocking_keys"));
        } finally {
            for (SocketChannel waiter : waiters) {
                waiter.close();
            }
        }
    }

    /** A quarter of them goes: their key is nobody's afterwards. */
    private void vanish(RespClient client, int count) throws IOException {
        for (int i = 3; i < count; i += 4) {
            waiters.get(i).close();
        }
        awaitBlocked(client, count / 4 * 3);
        assertEquals(":1", client.call("RPUSH", "gone", "v").toString());
        assertEquals(":1", client.call("LLEN", "gone").toString());
    }

    private void serve(RespClient client, int count) throws IOException {
        int each = count / 4;
        for (int from = 0; from < each; from += 500) {
            List<Object> push = new ArrayList<>(List.of("RPUSH", "list"));
            List<Object> add = new ArrayList<>(List.of("ZADD", "zset"));
            for (int i = from; i < Math.min(each, from + 500); i++) {
                push.add("v" + i);
                add.add(i);
                add.add("m" + i);
            }
            assertTrue(!client.call(push.toArray()).isError());
            assertTrue(!client.call(add.toArray()).isError());
        }
        client.call("XADD", "stream", "1-1", "f", "v");
        for (int i = 0; i < each; i++) {
            assertEquals(
                    "*2\r\n" + bulk("list") + bulk("v" + i),
                    receive(waiters.get(4 * i), 2),
                    "BLPOP");
            assertEquals(
                    "*3\r\n" + bulk("zset") + bulk("m" + i) + bulk("" + i),
                    receive(waiters.get(4 * i + 1), 3),
                    "BZPOPMIN");
            assertTrue(receive(waiters.get(4 * i + 2), 4).contains(bulk("1-1")), "XREAD");
        }
        assertEquals(":0", client.call("EXISTS", "list", "zset").toString());
        // Another push is for nobody, and nobody gets a second answer.
        client.call("RPUSH", "list", "late");
        client.call("XADD", "stream", "1-2", "f", "v");
        for (int i = 0; i < each; i++) {
            for (int kind = 0; kind < 3; kind++) {
                SocketChannel waiter = waiters.get(4 * i + kind);
                send(waiter, Step.of(0, "PING"));
                ByteBuffer pong = ByteBuffer.allocate(7);
                while (pong.hasRemaining() && waiter.read(pong) >= 0) {
                    Thread.onSpinWait();
                }
                assertEquals("+PONG\r\n", new String(pong.array(), StandardCharsets.ISO_8859_1));
            }
        }
        assertEquals(":1", client.call("LLEN", "list").toString());
    }

    private static void awaitBlocked(RespClient client, int count) throws IOException {
        while (!info(client, "blocked_clients").equals("" + count)) {
            Thread.onSpinWait();
        }
    }

    private static String info(RespClient client, String field) throws IOException {
        for (String line : client.call("INFO", "clients").text().split("\r\n")) {
            if (line.startsWith(field + ":")) {
                return line.substring(field.length() + 1);
            }
        }
        throw new AssertionError("INFO knows no " + field);
    }

    private static void send(SocketChannel channel, Step step) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(step.encoded());
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** Reads until so many bulk strings are whole, each of which ends a line of its own. */
    private static String receive(SocketChannel channel, int bulks) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(256);
        while (BULK.matcher(text).results().count() < bulks) {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new IOException("closed after " + text);
            }
            text.append(
                    new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }
}
