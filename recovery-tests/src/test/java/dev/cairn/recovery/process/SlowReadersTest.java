// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that ask for much and fetch nothing: their replies wait outside the Java heap, and are the state at the moment
 * of the command however late they are fetched.
 */
class SlowReadersTest {
    private static final int FIELDS = 100_000;
    private static final int READERS = 30;
    private static final int HEAP_MIB = 32;

    @TempDir Path folder;

    @Test
    void repliesOfTenTimesTheHeapWaitForTheirReaders() throws Exception {
        String value = "v".repeat(100);
        List<RespClient> readers = new ArrayList<>();
        try (ServerProcess server =
                        ServerProcess.startWithHeap(
                                HEAP_MIB, folder.resolve("data"), "--save", "");
                RespClient writer = new RespClient(server.port())) {
            List<Object> expected = new ArrayList<>();
            for (int i = 0; i < FIELDS; i += 100) {
                List<String> words = new ArrayList<>(List.of("HSET", "hash"));
                for (int j = i; j < i + 100; j++) {
                    words.add("field:" + j);
                    words.add(value + j);
                }
                assertEquals(100L, writer.call(words.toArray(String[]::new)));
                expected.addAll(words.subList(2, words.size()));
            }
            for (int i = 0; i < READERS; i++) {
                RespClient reader = new RespClient(server.port());
                readers.add(reader);
                reader.send("HGETALL", "hash");
                reader.flush();
            }
            while (!info(writer).contains("cmdstat_hgetall:calls=" + READERS + ",")) {
                Thread.onSpinWait();
            }
            assertTrue(
                    pendingBytes(info(writer)) > (5L * HEAP_MIB) << 20,
                    "the replies have left before anybody fetched them");
            assertEquals(1L, writer.call("DEL", "hash"));
            List<?> first = (List<?>) readers.get(0).read();
            assertEquals(sorted(expected), sorted(first));
            for (RespClient reader : readers.subList(1, READERS)) {
                assertEquals(first, reader.read());
            }
            assertEquals("PONG", writer.call("PING"));
        } finally {
            for (RespClient reader : readers) {
                reader.close();
            }
        }
    }

    private static List<String> sorted(List<?> words) {
        return words.stream().map(Object::toString).sorted().toList();
    }

    private static String info(RespClient client) throws Exception {
        return (String) client.call("INFO", "everything");
    }

    private static long pendingBytes(String info) {
        return info.lines()
                .filter(line -> line.startsWith("mem_clients_normal:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .sum();
    }
}
