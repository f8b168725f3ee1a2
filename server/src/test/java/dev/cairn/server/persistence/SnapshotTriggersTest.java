// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.config.Config;
import dev.cairn.server.config.directive.SavePoints.SavePoint;

import org.junit.jupiter.api.Test;

class SnapshotTriggersTest {
    private static final long LONG_AGO = Long.MAX_VALUE / 2;

    private final Config config = new Config();
    private final SnapshotTriggers triggers = new SnapshotTriggers(config.persistence);

    private static SnapshotTriggers.State changed(long changes, long seconds) {
        return new SnapshotTriggers.State(changes, seconds * 1000, 0, 0, LONG_AGO);
    }

    private static SnapshotTriggers.State grown(long growth, long lastBytes) {
        return new SnapshotTriggers.State(0, 0, growth, lastBytes, LONG_AGO);
    }

    @Test
    void aSavePointNeedsBothItsTimeAndItsChanges() {
        assertNull(triggers.duePoint(changed(9_999, 61)));
        assertNull(triggers.duePoint(changed(10_000, 60)));
        assertEquals(new SavePoint(60, 10_000), triggers.duePoint(changed(10_000, 61)));
        assertEquals(new SavePoint(3600, 1), triggers.duePoint(changed(1, 3601)));
        assertNull(triggers.duePoint(changed(0, 1_000_000)));
        config.set("save", "");
        assertNull(triggers.duePoint(changed(10_000, 61)));
    }

    @Test
    void theLogIsLongByItsShareOfTheSnapshotAndByItsSize() {
        long mega = 1 << 20;
        assertFalse(triggers.logIsLong(grown(63 * mega, mega)));
        assertTrue(triggers.logIsLong(grown(64 * mega, mega)));
        assertFalse(triggers.logIsLong(grown(99 * mega, 100 * mega)));
        assertTrue(triggers.logIsLong(grown(100 * mega, 100 * mega)));
        config.set("auto-aof-rewrite-percentage", "2147483647");
        assertFalse(triggers.logIsLong(grown(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2)));
        config.set("auto-aof-rewrite-percentage", "0");
        assertFalse(triggers.logIsLong(grown(Long.MAX_VALUE / 2, 0)));
    }

    @Test
    void afterAFailureThereIsAPause() {
        assertFalse(triggers.mayRetry(new SnapshotTriggers.State(1, 1, 1, 1, 4_999)));
        assertTrue(triggers.mayRetry(new SnapshotTriggers.State(1, 1, 1, 1, 5_000)));
    }
}
