// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.LogException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class ValkeyAofReaderTest {
    private static final String SELECT = "*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n";
    private static final String SET = "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$2\r\n\r\n\r\n";
    private static final String MULTI = "*1\r\n$5\r\nMULTI\r\n";
    private static final String EXEC = "*1\r\n$4\r\nexec\r\n";

    @TempDir Path folder;

    private final ByteArrayOutputStream handed = new ByteArrayOutputStream();
    private final List<Long> times = new ArrayList<>();
    private int commands;

    private long read(byte[] bytes) throws IOException, LogException {
        handed.reset();
        times.clear();
        commands = 0;
        Path file = Files.write(folder.resolve("incr.aof"), bytes);
        return ValkeyAofReader.read(
                file,
                0,
                (position, wallTimeMillis, payload, length, commandCount) -> {
                    handed.write(payload, 0, length);
                    times.add(wallTimeMillis);
                    commands += commandCount;
                });
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void handsOverCommandsAndDropsAnnotations() throws Exception {
        String text =
                "#TS:1700000000\r\n"
                        + SELECT
                        + SET
                        + "#TS:1700000007\r\n"
                        + MULTI
                        + SET
                        + "#TS:1700000008\r\n"
                        + SET
                        + EXEC
                        + "#any\r\n";
        assertEquals(text.length(), read(ascii(text)));
        assertEquals(
                SELECT + SET + MULTI + SET + SET + EXEC,
                handed.toString(StandardCharsets.ISO_8859_1));
        assertEquals(6, commands);
        assertEquals(List.of(1_700_000_000_000L, 1_700_000_008_000L), times);
    }

    /** Wherever a crash cuts the file, what is whole before is handed over, a transaction whole or not at all. */
    @Test
    void endsWhereTheWholeCommandsEnd() throws Exception {
        String[] pieces = {SELECT, SET, "#TS:17\r\n", MULTI + SET + "#TS:18\r\n" + SET + EXEC, SET};
        byte[] whole = ascii(String.join("", pieces));
        for (int length = 0; length <= whole.length; length++) {
            int end = 0;
            StringBuilder expected = new StringBuilder();
            for (String piece : pieces) {
                if (end + piece.length() <= length) {
                    end += piece.length();
                    expected.append(piece.replaceAll("#TS:[0-9]+\r\n", ""));
                } else {
                    break;
                }
            }
            assertEquals(end, read(Arrays.copyOf(whole, length)), "cut at " + length);
            assertEquals(expected.toString(), handed.toString(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void handsOverLongFilesInBatches() throws Exception {
        Random random = new Random(2);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int i = 0; i < 3000; i++) {
            byte[] value = new byte[random.nextInt(i % 500 == 0 ? 400_000 : 300)];
            random.nextBytes(value);
            file.writeBytes(ascii("*2\r\n$4\r\nECHO\r\n$" + value.length + "\r\n"));
            file.writeBytes(value);
            file.writeBytes(ascii("\r\n"));
        }
        assertEquals(file.size(), read(file.toByteArray()));
        assertEquals(3000, commands);
        assertTrue(times.size() > 3, "batches: " + times.size());
        assertEquals(-1, Arrays.mismatch(file.toByteArray(), handed.toByteArray()));
    }

    @Test
    void refusesWhatNoCrashLeaves() {
        for (String hostile :
                List.of(
                        "GET a\r\n",
                        "*0\r\n",
                        "*-1\r\n",
                        "*1048577\r\n",
                        "*x\r\n",
                        "*99999999999999999999\r\n",
                        "*1\r\n:1\r\n",
                        "*1\r\n$-1\r\n",
                        "*1\r\n$536870913\r\n",
                        "*1\r\n$1\r\nab\r\n",
                        "*1\n$1\r\na\r\n",
                        "*" + "1".repeat(2000))) {
            LogException damaged =
                    assertThrows(LogException.class, () -> read(ascii(SET + hostile)), hostile);
            assertTrue(
                    damaged.getMessage().contains("damaged at byte " + SET.length()),
                    damaged.getMessage());
        }
    }

    /** An announced length is no reason to take memory. */
    @Test
    void readsNoFurtherThanTheFile() throws Exception {
        assertEquals(0, read(ascii("*1000000\r\n$536870912\r\nabc")));
    }

    @Test
    void noChangedByteDoesHarm() throws Exception {
        byte[] whole = ascii(SELECT + "#TS:17\r\n" + MULTI + SET + EXEC + SET);
        Random random = new Random(9);
        for (int round = 0; round < 5000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                assertTrue(read(changed) <= changed.length);
            } catch (LogException e) {
                assertTrue(e.getMessage().contains("damaged at byte"), e.getMessage());
            }
        }
    }
}
