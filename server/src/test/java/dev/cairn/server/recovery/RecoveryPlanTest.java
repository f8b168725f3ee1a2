// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.persistence.SnapshotFile;
import dev.cairn.server.persistence.SnapshotOrigin;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** What may be joined, and what must not. */
class RecoveryPlanTest {
    private static final Path FOLDER = Path.of("data");
    private static final SnapshotFile SNAPSHOT =
            new SnapshotFile(7, FOLDER.resolve("snapshot-00000007.rdb"));

    private static RecoveryPlan log(long first, long end) {
        return new RecoveryPlan(FOLDER, "ours", first, end);
    }

    private static void accepts(RecoveryPlan plan, SnapshotOrigin origin) {
        assertDoesNotThrow(() -> plan.check(SNAPSHOT, origin));
    }

    private static void refuses(RecoveryPlan plan, SnapshotOrigin origin, String reason) {
        RecoveryException e =
                assertThrows(RecoveryException.class, () -> plan.check(SNAPSHOT, origin));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().contains("Restore"), e.getMessage());
    }

    @Test
    void aSnapshotGoesWithTheLogThatReachesIt() {
        accepts(log(0, 100), new SnapshotOrigin("ours", 0, false));
        accepts(log(50, 100), new SnapshotOrigin("ours", 50, false));
        accepts(log(50, 100), new SnapshotOrigin("ours", 100, false));
        refuses(
                log(50, 100),
                new SnapshotOrigin("ours", 101, false),
                "newest segments are missing");
        refuses(
                log(50, 100),
                new SnapshotOrigin("ours", 49, false),
                "segments between are missing");
    }

    @Test
    void aSnapshotOfAnotherLogGoesWithAnEmptyOneThatBeginsThere() {
        accepts(log(80, 80), new SnapshotOrigin("other", 80, false));
        accepts(log(1, 1), SnapshotOrigin.NO_LOG);
        refuses(log(80, 80), new SnapshotOrigin("other", 79, false), "belongs to log other");
        refuses(log(80, 90), new SnapshotOrigin("other", 90, false), "belongs to log other");
        refuses(log(0, 90), SnapshotOrigin.NO_LOG, "taken without a log");
    }

    @Test
    void aSnapshotThatKnewALogNeedsOne() {
        RecoveryPlan without = RecoveryPlan.withoutLog(FOLDER);
        accepts(without, SnapshotOrigin.NO_LOG);
        refuses(without, new SnapshotOrigin("ours", 5, false), "is gone");
    }

    @Test
    void aLogWithoutSnapshotsHasToBeginAtItsBirth() {
        assertDoesNotThrow(() -> log(0, 100).checkWithoutSnapshot());
        assertDoesNotThrow(() -> RecoveryPlan.withoutLog(FOLDER).checkWithoutSnapshot());
        assertThrows(RecoveryException.class, () -> log(1, 100).checkWithoutSnapshot());
    }

    @Test
    void aSnapshotThatStandsForALostLogReplacesIt() {
        assertTrue(log(50, 100).replacesLog(new SnapshotOrigin("ours", 101, true)));
        assertFalse(log(50, 100).replacesLog(new SnapshotOrigin("ours", 100, true)));
        assertFalse(log(50, 100).replacesLog(new SnapshotOrigin("ours", 101, false)));
        assertFalse(log(50, 100).replacesLog(new SnapshotOrigin("other", 101, true)));
        assertFalse(
                RecoveryPlan.withoutLog(FOLDER).replacesLog(new SnapshotOrigin("ours", 101, true)));
    }
}
