// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Clients whose input arrives in one turn of the loop are served as if each were alone. So that it does arrive in one turn,
 * another client lets the command thread sleep meanwhile.
 */
class GatheredInputTest {
    private static final int CLIENTS = 150;

    @TempDir private Path data;

    private final Random random = new Random(5);
    private CairnServer server;
    private Client sleeper;

    private void start(Transport transport) throws Exception {
        assumeTrue(transport.isAvailable(), transport + " is not to be had here");
        Config config = new Config().set("port", "0").set("dir", data.toString()).set("save", "");
        config.set("transport", transport.name().toLowerCase(Locale.ROOT));
        server = CairnServer.start(config.set("enable-debug-command", "yes"));
        sleeper = new Client(0);
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            sleeper.socket.close();
            server.close();
        }
    }

    /** A connection, what it is still to send, and what it is to receive for everything that it has sent. */
    private final class Client {
        final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        final int number;
        final ByteArrayOutputStream requests = new ByteArrayOutputStream();
        final StringBuilder replies = new StringBuilder();
        private int database;
        private final int[] counters = new int[3];

        Client(int number) throws IOException {
            this.number = number;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(ascii(text));
        }

        void expect(String reply) throws IOException {
            byte[] read = socket.getInputStream().readNBytes(reply.length());
            assertEquals(reply, new String(read, StandardCharsets.ISO_8859_1), "client " + number);
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            while (line.isEmpty() || line.charAt(line.length() - 1) != '\n') {
                int read = socket.getInputStream().read();
                assertNotEquals(-1, read, "the server has ended the connection behind " + line);
                line.append((char) read);
            }
            return line.toString();
        }

        /** Adds a request of which every client has its own. */
        void addRequest() {
            switch (random.nextInt(6)) {
                case 0 -> {
                    database = random.nextInt(counters.length);
                    add(request("SELECT", "" + database), "+OK\r\n");
                }
                case 1 -> add("\r\n", "");
                case 2 -> add("ECHO " + number + "\r\n", bulk("" + number));
                case 3 -> {
                    String value = "v".repeat(random.nextInt(3000));
                    add(request("ECHO", value), bulk(value));
                }
                default ->
                        add(request("INCR", "key:" + number), ":" + ++counters[database] + "\r\n");
            }
        }

        private void add(String request, String reply) {
            requests.writeBytes(ascii(request));
            replies.append(reply);
        }

        /** Sends the next part of what there is to send, which may end anywhere. */
        void sendPart() throws IOException {
            byte[] all = requests.toByteArray();
            int length = random.nextInt(4) == 0 ? all.length : random.nextInt(all.length + 1);
            socket.getOutputStream().write(all, 0, length);
            requests.reset();
            requests.write(all, length, all.length - length);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    private static String request(String... words) {
        StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            request.append(bulk(word));
        }
        return request.toString();
    }

    private List<Client> connect(int count) throws IOException {
        List<Client> clients = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            clients.add(new Client(i));
        }
        return clients;
    }

    private static void close(List<Client> clients) throws IOException {
        for (Client client : clients) {
            client.socket.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachClientGetsItsOwnRepliesInOrder(Transport transport) throws Exception {
        start(transport);
        List<Client> clients = connect(CLIENTS);
        for (int round = 0; round < 60; round++) {
            sleeper.send("DEBUG SLEEP 0.005\r\n");
            for (Client client : clients) {
                if (random.nextInt(3) > 0) {
                    for (int i = random.nextInt(8) == 0 ? 100 : 1; i > 0; i--) {
                        client.addRequest();
                    }
                    client.sendPart();
                }
            }
            sleeper.expect("+OK\r\n");
        }
        for (Client client : clients) {
            client.socket.getOutputStream().write(client.requests.toByteArray());
            client.expect(client.replies.toString());
        }
        close(clients);
    }

    @ParameterizedTest
    @EnumSource
    void whatAClientSentBeforeItWentIsDone(Transport transport) throws Exception {
        start(transport);
        List<Client> clients = connect(CLIENTS);
        sleeper.send("DEBUG SLEEP 0.05\r\n");
        for (Client client : clients) {
            client.send("INCR done\r\nINCR done\r\n");
        }
        close(clients);
        sleeper.expect("+OK\r\n");
        awaitNoOtherClient();
        sleeper.send("GET done\r\n");
        sleeper.expect(bulk("" + 2 * CLIENTS));
    }

    /** Whether the others' requests come before or behind the one that ends them is chance; who ends does not end another. */
    @ParameterizedTest
    @EnumSource
    void clientsThatAreKilledInTheirTurnHarmNobody(Transport transport) throws Exception {
        start(transport);
        String clientMemory = info("memory", "mem_clients_normal");
        List<Client> killed = connect(CLIENTS);
        List<Client> others = connect(CLIENTS);
        List<String> ids = new ArrayList<>();
        for (Client client : killed) {
            client.send("CLIENT ID\r\n");
            ids.add(client.line().substring(1).strip());
        }
        sleeper.send("DEBUG SLEEP 0.05\r\n");
        for (int i = 0; i < CLIENTS; i++) {
            killed.get(i).send("PING\r\n*1\r\n$4\r\nPI");
            others.get(i).send("INCR a\r\nCLIENT KILL ID " + ids.get(i) + "\r\nECHO " + i + "\r\n");
        }
        sleeper.expect("+OK\r\n");
        for (int i = 0; i < CLIENTS; i++) {
            assertEquals(':', others.get(i).line().charAt(0));
            others.get(i).expect(":1\r\n" + bulk("" + i));
        }
        for (Client client : killed) {
            drain(client);
        }
        close(killed);
        close(others);
        awaitNoOtherClient();
        assertEquals(clientMemory, info("memory", "mem_clients_normal"));
        sleeper.send("GET a\r\n");
        sleeper.expect(bulk("" + CLIENTS));
    }

    /** Reads to the end of the connection, which may be a hard one: the server had not read everything. */
    private static void drain(Client client) {
        try {
            client.socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("reset"), e.getMessage());
        }
    }

    private void awaitNoOtherClient() throws IOException {
        while (!info("clients", "connected_clients").equals("1")) {
            Thread.onSpinWait();
        }
    }

    private String info(String section, String field) throws IOException {
        sleeper.send("INFO " + section + "\r\n");
        int length = Integer.parseInt(sleeper.line().substring(1).strip());
        byte[] body = sleeper.socket.getInputStream().readNBytes(length + 2);
        String info = new String(body, StandardCharsets.ISO_8859_1);
        int at = info.indexOf("\n" + field + ":") + field.length() + 2;
        return info.substring(at, info.indexOf('\r', at));
    }
}
