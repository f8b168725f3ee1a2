// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code maxmemory-clients}: who leaves most replies unfetched goes first, and nobody else. */
class ClientEvictionTest {
    private static final int SMALL = 12 << 20;
    private static final int LARGE = 40 << 20;

    @TempDir private Path data;

    private CairnServer start(String bound) throws StartException {
        return CairnServer.start(
                new Config()
                        .set("port", "0")
                        .set("dir", data.toString())
                        .set("save", "")
                        .set("maxmemory-clients", bound));
    }

    private static Socket connect(CairnServer server) throws IOException {
        // What the kernel takes must be little beside what the server is left with.
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String call(Socket socket, String line) throws IOException {
        send(socket, line);
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1),
                        1);
        return in.readLine();
    }

    /** How many bytes come before the end of the stream, or as many as were hoped for. */
    private static long readUpTo(Socket socket, long hoped) {
        long count = 0;
        byte[] block = new byte[1 << 16];
        try {
            InputStream in = socket.getInputStream();
            while (count < hoped) {
                int read = in.read(block, 0, (int) Math.min(block.length, hoped - count));
                if (read < 0) {
                    break;
                }
                count += read;
            }
        } catch (IOException e) {
            // The connection was reset, which is an end as well.
        }
        return count;
    }

    private static String info(Socket socket) throws IOException {
        send(socket, "INFO everything");
        InputStream in = socket.getInputStream();
        StringBuilder header = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            header.append((char) b);
        }
        int length = Integer.parseInt(header.substring(1).trim());
        return new String(in.readNBytes(length + 2), StandardCharsets.ISO_8859_1);
    }

    private static void awaitCalls(Socket socket, int calls) throws IOException {
        while (!info(socket).contains("cmdstat_getrange:calls=" + calls + ",")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoLeavesMostUnfetchedGoesAndTheOthersStay() throws Exception {
        try (CairnServer server = start("32mb");
                Socket watcher = connect(server);
                Socket modest = connect(server);
                Socket greedy = connect(server)) {
            assertEquals(":" + LARGE, call(watcher, "SETRANGE s " + (LARGE - 1) + " x"));
            send(modest, "GETRANGE s 0 " + (SMALL - 1));
            awaitCalls(watcher, 1);
            send(greedy, "GETRANGE s 0 " + (LARGE - 1));
            awaitCalls(watcher, 2);
            assertTrue(info(watcher).contains("evicted_clients:1\r\n"));
            assertTrue(readUpTo(greedy, LARGE) < LARGE, "the greedy client got everything");
            assertEquals(SMALL, readUpTo(modest, SMALL));
            assertEquals("+PONG", call(watcher, "PING"));
        }
    }

    @Test
    void whoAskedNotToBeEvictedIsNot() throws Exception {
        try (CairnServer server = start("32mb");
                Socket watcher = connect(server);
                Socket greedy = connect(server)) {
            assertEquals("+OK", call(greedy, "CLIENT NO-EVICT ON"));
            assertEquals("+OK", call(watcher, "CLIENT NO-EVICT ON"));
            assertEquals(":" + LARGE, call(watcher, "SETRANGE s " + (LARGE - 1) + " x"));
            send(greedy, "GETRANGE s 0 " + (LARGE - 1));
            awaitCalls(watcher, 1);
            assertFalse(info(watcher).contains("evicted_clients:1"));
            assertEquals(LARGE, readUpTo(greedy, LARGE));
        }
    }

    /** A share of the limit of data, which here is none at all, so that it bounds nothing. */
    @Test
    void aShareFollowsTheLimitOfData() throws Exception {
        try (CairnServer server = start("10%");
                Socket watcher = connect(server);
                Socket greedy = connect(server);
                Socket later = connect(server)) {
            assertEquals(":" + LARGE, call(watcher, "SETRANGE s " + (LARGE - 1) + " x"));
            send(greedy, "GETRANGE s 0 " + (LARGE - 1));
            awaitCalls(watcher, 1);
            assertEquals(LARGE, readUpTo(greedy, LARGE));
            assertEquals("+OK", call(watcher, "CONFIG SET maxmemory 200mb"));
            send(later, "GETRANGE s 0 " + (LARGE - 1));
            awaitCalls(watcher, 2);
            assertTrue(info(watcher).contains("evicted_clients:1\r\n"));
        }
    }
}
