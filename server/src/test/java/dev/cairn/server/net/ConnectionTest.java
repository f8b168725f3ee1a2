// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** A whole server, spoken to over real sockets. */
class ConnectionTest {
    @TempDir private Path data;

    private Config config(String... directives) {
        Config config = new Config().set("port", "0").set("dir", data.toString()).set("save", "");
        for (int i = 0; i < directives.length; i += 2) {
            config.set(directives[i], directives[i + 1]);
        }
        return config;
    }

    private static Socket connect(CairnServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String read(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "io_uring", "nio"})
    void aRequestMayArriveByteByByteOnEachTransport(String transport) throws Exception {
        Transport wanted = Transport.valueOf(transport.toUpperCase(Locale.ROOT));
        assumeTrue(wanted.isAvailable(), transport + " is not to be had here");
        try (CairnServer server = CairnServer.start(config("transport", transport));
                Socket socket = connect(server)) {
            for (byte b : ascii("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$5\r\nhello\r\nGET a\r\n")) {
                socket.getOutputStream().write(b);
                socket.getOutputStream().flush();
            }
            String expected = "+OK\r\n$5\r\nhello\r\n";
            assertEquals(expected, read(socket.getInputStream(), expected.length()));
        }
    }

    /** A web page may have its reader's browser send a form to a local port; nothing in it must be run. */
    @ParameterizedTest
    @ValueSource(strings = {"POST / HTTP/1.1", "host: localhost", "PoSt"})
    void whoeverSpeaksHttpIsNotServed(String line) throws Exception {
        try (CairnServer server = CairnServer.start(config());
                Socket browser = connect(server);
                Socket client = connect(server)) {
            browser.getOutputStream().write(ascii(line + "\r\nSET a evil\r\n"));
            assertEquals(-1, browser.getInputStream().read());
            client.getOutputStream().write(ascii("GET a\r\n"));
            assertEquals("$-1\r\n", read(client.getInputStream(), 5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "io_uring", "nio"})
    void aClientThatVanishesWhileItWaitsIsForgotten(String transport) throws Exception {
        Transport wanted = Transport.valueOf(transport.toUpperCase(Locale.ROOT));
        assumeTrue(wanted.isAvailable(), transport + " is not to be had here");
        try (CairnServer server = CairnServer.start(config("transport", transport));
                Socket other = connect(server)) {
            try (Socket waiting = connect(server)) {
                waiting.getOutputStream().write(ascii("BLPOP queue 0\r\n"));
                awaitBlocked(other, 1);
            }
            awaitBlocked(other, 0);
            other.getOutputStream().write(ascii("RPUSH queue x\r\nLLEN queue\r\n"));
            assertEquals(":1\r\n:1\r\n", read(other.getInputStream(), 8));
        }
    }

    @Test
    void whoWaitsIsServedInTheMiddleOfAnotherClientsPipelineAndGoesOnWithItsOwn() throws Exception {
        try (CairnServer server = CairnServer.start(config());
                Socket waiting = connect(server);
                Socket other = connect(server)) {
            waiting.getOutputStream().write(ascii("BLPOP queue 0\r\nECHO on\r\n"));
            awaitBlocked(other, 1);
            other.getOutputStream()
                    .write(ascii("RPUSH queue x y\r\nLLEN queue\r\nCLIENT UNBLOCK 1\r\n"));
            assertEquals(":2\r\n:1\r\n:0\r\n", read(other.getInputStream(), 12));
            String served = "*2\r\n$5\r\nqueue\r\n$1\r\nx\r\n$2\r\non\r\n";
            assertEquals(served, read(waiting.getInputStream(), served.length()));
        }
    }

    @Test
    void whoIsUnblockedIsToldAndWhoUnblocksIsAnswered() throws Exception {
        try (CairnServer server = CairnServer.start(config());
                Socket waiting = connect(server);
                Socket other = connect(server)) {
            waiting.getOutputStream().write(ascii("CLIENT ID\r\nBLPOP queue 0\r\nECHO on\r\n"));
            String id = read(waiting.getInputStream(), 4).substring(1, 2);
            awaitBlocked(other, 1);
            String unblock = "ECHO a\r\nCLIENT UNBLOCK " + id + " ERROR\r\nECHO b\r\n";
            other.getOutputStream().write(ascii(unblock));
            String answered = "$1\r\na\r\n:1\r\n$1\r\nb\r\n";
            assertEquals(answered, read(other.getInputStream(), answered.length()));
            String told = "-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n$2\r\non\r\n";
            assertEquals(told, read(waiting.getInputStream(), told.length()));
        }
    }

    /** Asks until so many clients wait. */
    private static void awaitBlocked(Socket socket, int count) throws IOException {
        String wanted = "blocked_clients:" + count + "\r\n";
        for (String info = ""; !info.contains(wanted); ) {
            socket.getOutputStream().write(ascii("INFO clients\r\n"));
            StringBuilder header = new StringBuilder();
            while (header.indexOf("\r\n") < 0) {
                header.append((char) socket.getInputStream().read());
            }
            int length = Integer.parseInt(header.substring(1, header.length() - 2));
            info = read(socket.getInputStream(), length + 2);
        }
    }

    @Test
    void aPipelineMayBeSentWholeBeforeTheFirstReplyIsRead() throws Exception {
        int requests = 500_000;
        try (CairnServer server = CairnServer.start(config());
                Socket socket = connect(server)) {
            byte[] request = ascii("*2\r\n$4\r\nECHO\r\n$100\r\n" + "e".repeat(100) + "\r\n");
            byte[] block = new byte[request.length * 1000];
            for (int i = 0; i < 1000; i++) {
                System.arraycopy(request, 0, block, i * request.length, request.length);
            }
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < requests / 1000; i++) {
                out.write(block);
            }
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 20);
            String reply = "$100\r\n" + "e".repeat(100) + "\r\n";
            for (int i = 0; i < requests; i++) {
                if (i % 1000 == 0) {
                    assertEquals(reply, read(in, reply.length()));
                } else {
                    in.skipNBytes(reply.length());
                }
            }
        }
    }

    @Test
    void aBrokenStreamIsAnsweredAndClosedBehindTheRepliesBeforeIt() throws Exception {
        try (CairnServer server = CairnServer.start(config());
                Socket socket = connect(server)) {
            socket.getOutputStream().write(ascii("SET a 1\r\n*1\r\n+x\r\nSET a 2\r\n"));
            String all =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals("+OK\r\n-ERR Protocol error: expected '$', got '+'\r\n", all);
        }
    }

    @Test
    void clientsBeyondTheLimitAreTurnedAway() throws Exception {
        try (CairnServer server = CairnServer.start(config("maxclients", "1"));
                Socket first = connect(server)) {
            first.getOutputStream().write(ascii("PING\r\n"));
            assertEquals("+PONG\r\n", read(first.getInputStream(), 7));
            try (Socket second = connect(server)) {
                String all =
                        new String(
                                second.getInputStream().readAllBytes(),
                                StandardCharsets.ISO_8859_1);
                assertEquals("-ERR max number of clients reached\r\n", all);
            }
        }
    }

    @Test
    void aUnixSocketServesAsWell() throws Exception {
        try (CairnServer server =
                        CairnServer.start(
                                config("unixsocket", "cairn.sock", "unixsocketperm", "700"));
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertEquals(0, server.port(), "a unix socket alone needs no port");
            channel.connect(UnixDomainSocketAddress.of(data.resolve("cairn.sock")));
            channel.write(ByteBuffer.wrap(ascii("PING\r\n")));
            ByteBuffer reply = ByteBuffer.allocate(7);
            int read = 0;
            while (read >= 0 && reply.hasRemaining()) {
                read = channel.read(reply);
            }
            assertEquals("+PONG\r\n", new String(reply.array(), StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void aQueryThatGrowsBeyondItsLimitEndsTheConnectionOnly() throws Exception {
        try (CairnServer server = CairnServer.start(config("client-query-buffer-limit", "1mb"));
                Socket greedy = connect(server);
                Socket modest = connect(server)) {
            greedy.getOutputStream().write(ascii("*2\r\n$4\r\nECHO\r\n$400000000\r\n"));
            byte[] block = new byte[1 << 16];
            boolean ended = false;
            try {
                for (int i = 0; i < 1000; i++) {
                    greedy.getOutputStream().write(block);
                }
            } catch (IOException e) {
                ended = true;
            }
            assertTrue(ended, "64 MB were taken with a limit of 1 MB");
            modest.getOutputStream().write(ascii("PING\r\n"));
            assertEquals("+PONG\r\n", read(modest.getInputStream(), 7));
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterACloseAndAStart() throws Exception {
        try (CairnServer server = CairnServer.start(config());
                Socket socket = connect(server)) {
            socket.getOutputStream().write(ascii("SET a 1\r\nHSET h f v\r\nAPPEND a 2\r\n"));
            assertEquals("+OK\r\n:1\r\n:2\r\n", read(socket.getInputStream(), 13));
        }
        try (CairnServer server = CairnServer.start(config());
                Socket socket = connect(server)) {
            socket.getOutputStream().write(ascii("GET a\r\nHGET h f\r\n"));
            assertEquals("$2\r\n12\r\n$1\r\nv\r\n", read(socket.getInputStream(), 15));
        }
    }
}
