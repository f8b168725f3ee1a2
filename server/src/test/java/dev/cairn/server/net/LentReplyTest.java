// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Long strings are sent from where they lie: what becomes of them meanwhile is not seen, and nothing is kept afterwards. */
class LentReplyTest {
    private static final int LENGTH = 24 << 20;
    private static final int MOST_LOOKS = 20_000;

    @TempDir private Path data;
    private final byte[] text = new byte[LENGTH];

    LentReplyTest() {
        for (int i = 0; i < LENGTH; i++) {
            text[i] = (byte) (i * 31 + (i >>> 9));
        }
    }

    private CairnServer start(String... directives) throws Exception {
        Config config = new Config().set("port", "0").set("dir", data.toString()).set("save", "");
        for (int i = 0; i < directives.length; i += 2) {
            config.set(directives[i], directives[i + 1]);
        }
        return CairnServer.start(config);
    }

    /** A client of which the kernel takes little: most of a long reply stays with the server. */
    private static Socket connect(CairnServer server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write(bytes(line + "\r\n"));
    }

    private static String call(Socket socket, String line) throws IOException {
        send(socket, line);
        return line(socket);
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = socket.getInputStream().read();
                b != '\n';
                b = socket.getInputStream().read()) {
            line.append((char) b);
        }
        return line.toString().trim();
    }

    private static byte[] bulk(Socket socket) throws IOException {
        int length = Integer.parseInt(line(socket).substring(1));
        byte[] bytes = socket.getInputStream().readNBytes(length + 2);
        return Arrays.copyOf(bytes, length);
    }

    private static long info(Socket socket, String field) throws IOException {
        send(socket, "INFO everything");
        return new String(bulk(socket), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(field.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static void await(Socket socket, String field, long value) throws IOException {
        for (int i = 0; i < MOST_LOOKS && info(socket, field) != value; i++) {
            Thread.onSpinWait();
        }
        assertEquals(value, info(socket, field), field);
    }

    private void setLongString(Socket socket) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(bytes("*3\r\n$3\r\nSET\r\n$1\r\ns\r\n$" + LENGTH + "\r\n"));
        request.write(text);
        request.write(bytes("\r\n"));
        socket.getOutputStream().write(request.toByteArray());
        assertEquals("+OK", line(socket));
    }

    @ParameterizedTest
    @CsvSource({
        "epoll, SET s short NX, lent",
        "epoll, PERSIST s, lent",
        "epoll, SETRANGE s 1000000 x, held",
        "epoll, APPEND s x, held",
        "epoll, SETBIT s 8000000 1, held",
        "epoll, SET s short, held",
        "epoll, DEL s, held",
        "epoll, FLUSHALL, held",
        "epoll, RENAME s t, lent",
        "epoll, EXPIRE s 100, lent",
        "io_uring, SETRANGE s 1000000 x, held",
        "io_uring, DEL s, held",
        "nio, SETRANGE s 1000000 x, held",
        "nio, DEL s, held",
    })
    void aChangeIsNotSeenByWhoIsStillReading(String transport, String change, String outcome)
            throws Exception {
        Transport wanted = Transport.valueOf(transport.toUpperCase(Locale.ROOT));
        assumeTrue(wanted.isAvailable(), transport + " is not to be had here");
        try (CairnServer server = start("transport", transport);
                Socket other = connect(server);
                Socket reader = connect(server)) {
            setLongString(other);
            send(reader, "GET s");
            assertEquals("$" + LENGTH, line(reader));
            assertTrue(info(other, "mem_clients_normal") > LENGTH / 2);
            assertEquals(0, info(other, "held_bytes"));
            call(other, change);
            assertEquals(outcome.equals("held"), info(other, "held_bytes") >= LENGTH, change);
            assertArrayEquals(text, reader.getInputStream().readNBytes(LENGTH));
            assertEquals("", line(reader));
            assertEquals("+PONG", call(reader, "PING"));
            await(other, "held_bytes", 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "io_uring", "nio"})
    void whoGoesGivesBackWhatWasLent(String transport) throws Exception {
        Transport wanted = Transport.valueOf(transport.toUpperCase(Locale.ROOT));
        assumeTrue(wanted.isAvailable(), transport + " is not to be had here");
        try (CairnServer server = start("transport", transport);
                Socket other = connect(server)) {
            setLongString(other);
            try (Socket reader = connect(server);
                    Socket killed = connect(server)) {
                send(reader, "GETRANGE s 5 -1");
                send(killed, "MGET s s nothing s");
                assertEquals("$" + (LENGTH - 5), line(reader));
                assertEquals("*4", line(killed));
                assertEquals(":1", call(other, "DEL s"));
                assertTrue(info(other, "held_bytes") >= LENGTH);
                assertTrue(info(other, "mem_not_counted_for_evict") >= LENGTH);
                reader.setSoLinger(true, 0);
                assertEquals(":1", call(other, "CLIENT KILL ID 3"));
            }
            await(other, "held_bytes", 0);
            await(other, "lazyfree_pending_objects", 0);
            assertTrue(info(other, "used_memory_dataset") < LENGTH / 2);
        }
    }

    @Test
    void aTransactionSeesEachStateInTurn() throws Exception {
        try (CairnServer server = start();
                Socket client = connect(server)) {
            setLongString(client);
            send(
                    client,
                    "MULTI\r\n"
                            + "GET s\r\n"
                            + "APPEND s abc\r\n"
                            + "GETRANGE s -5 -1\r\n"
                            + "SET s new GET\r\n"
                            + "GET s\r\n"
                            + "EXEC");
            for (String expected : "+OK +QUEUED +QUEUED +QUEUED +QUEUED +QUEUED *5".split(" ")) {
                assertEquals(expected, line(client));
            }
            assertArrayEquals(text, bulk(client));
            assertEquals(":" + (LENGTH + 3), line(client));
            assertEquals(5, bulk(client).length);
            byte[] longer = Arrays.copyOf(text, LENGTH + 3);
            System.arraycopy(bytes("abc"), 0, longer, LENGTH, 3);
            assertArrayEquals(longer, bulk(client));
            assertArrayEquals(bytes("new"), bulk(client));
            await(client, "held_bytes", 0);
        }
    }

    /** Replies that wait for the log wait with what was lent. */
    @Test
    void aReplyThatIsHeldBackIsOfItsMoment() throws Exception {
        try (CairnServer server = start("appendonly", "yes", "appendfsync", "always");
                Socket client = connect(server)) {
            setLongString(client);
            send(client, "SETRANGE s 7 x\r\nGET s\r\nSETRANGE s 7 y\r\nGET s\r\nGETDEL s\r\nGET s");
            for (byte written : bytes("xyy")) {
                text[7] = written;
                String first = line(client);
                if (first.startsWith(":")) {
                    first = line(client);
                }
                assertEquals("$" + LENGTH, first);
                assertArrayEquals(text, client.getInputStream().readNBytes(LENGTH));
                assertEquals("", line(client));
            }
            assertEquals("$-1", line(client));
            await(client, "held_bytes", 0);
        }
    }
}
