// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

class MetricsTest {
    @Test
    void rateIsTheMeanOfSixteenSamples() {
        Rate rate = new Rate();
        for (int i = 0; i <= 16; i++) {
            rate.sample(1000 + i * 100L, i * 50L);
        }
        assertEquals(500, rate.perSecond(), 0.001);
        rate.sample(2700, 0);
        assertEquals(500 * 15 / 16.0, rate.perSecond(), 0.001);
    }

    @Test
    void latencyEventKeepsTheWorstOfEachSecond() {
        LatencyMonitor monitor = new LatencyMonitor();
        monitor.record("command", 50_000_000, 1000);
        assertNull(monitor.event("command"), "off until a threshold is set");
        monitor.thresholdMillis(10);
        monitor.record("command", 9_999_999, 1000);
        monitor.record("command", 10_000_000, 1000);
        monitor.record("command", 30_000_000, 1999);
        monitor.record("command", 20_000_000, 1999);
        monitor.record("command", 15_000_000, 2000);
        LatencyEvent event = monitor.event("command");
        assertEquals(2, event.size());
        assertEquals(new LatencyEvent.Sample(1, 30), event.sample(0));
        assertEquals(new LatencyEvent.Sample(2, 15), event.latest());
        assertEquals(30, event.worstMillis());
        assertEquals(75, event.sumMillis());
        assertEquals(4, event.count());
        assertTrue(monitor.reset("command"));
        assertFalse(monitor.reset("command"));
    }

    @Test
    void latencyEventForgetsTheOldest() {
        LatencyEvent event = new LatencyEvent();
        for (int i = 1; i <= 200; i++) {
            event.add(i, i);
        }
        assertEquals(160, event.size());
        assertEquals(41, event.sample(0).millis());
        assertEquals(200, event.latest().millis());
    }

    @Test
    void notableCommandsAreShortened() {
        NotableCommands log = new NotableCommands();
        log.threshold(5);
        log.mostCommands(2);
        assertFalse(log.isNotable(4));
        assertTrue(log.isNotable(5));
        byte[][] words = new byte[40][];
        Arrays.fill(words, ascii("word"));
        words[1] = ascii("x".repeat(130));
        log.add(7, 5, arguments(words), "127.0.0.1:1", ascii("name"));
        List<byte[]> kept = log.newestFirst().iterator().next().arguments();
        assertEquals(32, kept.size());
        assertArrayEquals(ascii("x".repeat(128) + "... (2 more bytes)"), kept.get(1));
        assertArrayEquals(ascii("... (9 more arguments)"), kept.get(31));
        log.add(8, 6, arguments(words), "127.0.0.1:1", ascii("name"));
        log.add(9, 7, arguments(words), "127.0.0.1:1", ascii("name"));
        assertEquals(List.of(2L, 1L), log.newestFirst().stream().map(NotableCommand::id).toList());
        log.mostCommands(1);
        assertEquals(1, log.size());
        log.threshold(-1);
        assertFalse(log.isNotable(Long.MAX_VALUE));
    }

    @Test
    void errorCodesAreLimited() {
        ErrorStats errors = new ErrorStats();
        for (int i = 0; i < 200; i++) {
            errors.count("CODE" + i + " said the client");
        }
        errors.count("CODE1");
        assertEquals(201, errors.total());
        assertEquals(129, errors.byCode().size());
        assertEquals(2, errors.byCode().get("CODE1")[0]);
        assertEquals(72, errors.byCode().get("ERRORSTATS_OVERFLOW")[0]);
    }

    @Test
    void processFiguresAreTrue() {
        assertTrue(ProcessFigures.residentBytes() > 1 << 20);
        assertTrue(ProcessFigures.totalSystemBytes() >= ProcessFigures.residentBytes());
        ProcessFigures.CpuSeconds cpu = ProcessFigures.process();
        assertTrue(cpu.user() + cpu.system() > 0);
        assertTrue(ProcessFigures.thread(Thread.currentThread()).user() >= 0);
    }

    private static NotableCommands.Arguments arguments(byte[][] words) {
        return new NotableCommands.Arguments() {
            @Override
            public int count() {
                return words.length;
            }

            @Override
            public int length(int index) {
                return words[index].length;
            }

            @Override
            public byte[] head(int index, int length) {
                return Arrays.copyOf(words[index], length);
            }
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
