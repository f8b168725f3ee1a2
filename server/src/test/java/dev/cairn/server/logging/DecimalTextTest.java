// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.Random;

class DecimalTextTest {
    @Test
    void roundsToMilliseconds() {
        assertEquals("0.000", DecimalText.seconds(499_999));
        assertEquals("0.001", DecimalText.seconds(500_000));
        assertEquals("0.012", DecimalText.seconds(12_000_000));
        assertEquals("1.000", DecimalText.seconds(999_500_000));
        assertEquals("61.200", DecimalText.seconds(61_200_000_000L));
    }

    @Test
    void saysWhatFormattingSays() {
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            long millis = random.nextLong(1L << random.nextInt(1, 40));
            assertEquals(
                    String.format(Locale.ROOT, "%.3f", millis / 1e3),
                    DecimalText.seconds(millis * 1_000_000));
        }
    }
}
