// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;

/** Numbers of INFO look as C's printf makes them look. */
class InfoTextTest {
    @Test
    void decimals() {
        assertEquals("0.00", InfoText.decimal(0, 2));
        assertEquals("100.00", InfoText.decimal(100, 2));
        assertEquals("1.05", InfoText.decimal(1.049, 2));
        assertEquals("2.00", InfoText.decimal(1.999, 2));
        assertEquals("0.000001", InfoText.decimal(1e-6, 6));
        assertEquals("-0.50", InfoText.decimal(-0.5, 2));
        assertEquals("-12.346", InfoText.decimal(-12.3456, 3));
    }

    @Property
    void theyAreAsNearAsTheirDigitsAllow(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double value,
            @ForAll @IntRange(min = 1, max = 6) int digits) {
        BigDecimal read = new BigDecimal(InfoText.decimal(value, digits));
        assertEquals(digits, read.scale());
        BigDecimal half = BigDecimal.valueOf(0.501).scaleByPowerOfTen(-digits);
        assertTrue(read.subtract(new BigDecimal(value)).abs().compareTo(half) <= 0);
    }
}
