// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Locale;

class SegmentNameTest {
    @Test
    void hasTenDigitsAndIsReadBack() {
        for (int number : new int[] {0, 1, 42, 999_999_999, RollOnDemand.MAX_SEGMENT}) {
            assertEquals(number, SegmentName.numberOf(SegmentName.of(number)));
        }
        assertEquals("0000000042.cq4", SegmentName.of(42));
    }

    @Test
    void isTheSameInACountryWithDigitsOfItsOwn() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals("0000000042.cq4", SegmentName.of(42));
        } finally {
            Locale.setDefault(before);
        }
    }
}
