// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.LogException;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A batch larger than a chunk goes in several, whole and in order; a chunk holds several batches that are smaller. */
class ReplayChunkTest {
    private static final long HASH_FACTOR = 31;

    private final ReplayChunk.Finder finder = new ReplayChunk.Finder(ReplayChunkTest::hash);
    private final ReplayChunk chunk = new ReplayChunk();
    private final List<String> told = new ArrayList<>();
    private int chunks;

    @Test
    void aLargeBatchGoesInSeveralChunks() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int batch = 0; batch < 5; batch++) {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            int commands = batch == 3 ? 60_000 : 10;
            for (int i = 0; i < commands; i++) {
                String value = i == 7 ? "v".repeat(700_000) : "v" + i;
                payload.writeBytes(command("SET", "key:" + batch + ":" + i, value));
                expected.add(batch + " SET key:" + batch + ":" + i + " " + value.length());
            }
            payload.writeBytes(command("PING"));
            expected.add(batch + " PING");
            addAll(payload.toByteArray(), batch);
        }
        use();
        assertEquals(expected, told);
        assertTrue(chunks > 10, chunks + " chunks");
    }

    @Test
    void whatIsNoCommandIsRefused() throws Exception {
        byte[] payload = command("SET", "key", "value");
        payload[0] = '?';
        assertThrows(LogException.class, () -> chunk.add(payload, 0, payload.length, 1, finder));
        byte[] cut = command("SET", "key", "value");
        assertThrows(LogException.class, () -> chunk.add(cut, 0, cut.length - 1, 1, finder));
    }

    private void addAll(byte[] payload, long time) throws LogException {
        for (int at = 0; at < payload.length; ) {
            at = chunk.add(payload, at, payload.length, time, finder);
            if (chunk.isFull()) {
                use();
            }
        }
    }

    /** Notes what a chunk holds, and empties it. */
    private void use() {
        Request request = new Request();
        ByteSlice key = new ByteSlice();
        int command = 0;
        for (int run = 0; run < chunk.runs(); run++) {
            for (; command < chunk.end(run); command++) {
                chunk.read(command, request);
                String words = chunk.wallTimeMillis(run) + " " + request.arg(0);
                if (request.count() > 1) {
                    chunk.readKey(command, key);
                    assertEquals(request.arg(1).toString(), key.toString());
                    assertEquals(hash(key), key.knownHash());
                    words += " " + key + " " + request.arg(2).length();
                }
                told.add(words);
            }
        }
        assertEquals(chunk.commands(), command);
        chunk.reset();
        chunks++;
    }

    private static long hash(ByteSlice key) {
        long hash = 1;
        for (int i = 0; i < key.length(); i++) {
            hash = HASH_FACTOR * hash + key.array()[key.offset() + i];
        }
        return hash;
    }

    private static byte[] command(String... words) {
        StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
