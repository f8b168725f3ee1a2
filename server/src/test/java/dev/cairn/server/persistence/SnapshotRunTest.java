// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.Snapshot;

import org.junit.jupiter.api.Test;

/** The walk lets clients wait for a slice of time, whatever a step costs. */
class SnapshotRunTest {
    private static final int KEYS = 20_000;

    private final ImageQueue queue = new ImageQueue(new SpareChunks(), () -> {});
    private long nanos;
    private long nanosPerLook;

    private long now() {
        nanos += nanosPerLook;
        return nanos;
    }

    /** Keys that the first slices of a run walk, which is given up then. */
    private long walked(Keyspace keyspace, int slices, long nanosPerStep) {
        nanosPerLook = nanosPerStep;
        Snapshot snapshot = keyspace.beginSnapshot(queue);
        SnapshotWriter writer = new SnapshotWriter(null, snapshot, queue, this::now, end -> {});
        SnapshotRun run =
                new SnapshotRun(snapshot, queue, writer, SnapshotOrigin.NO_LOG, false, this::now);
        for (int i = 0; i < slices; i++) {
            assertTrue(run.walk(), "the walk has ended or waits");
        }
        long walked = snapshot.walkedKeys();
        run.abort();
        while (!snapshot.advance(1000)) {
            assertTrue(snapshot.isDiscarding());
        }
        return walked;
    }

    @Test
    void slowStepsAreFewInASlice() {
        try (Keyspace keyspace = Keyspace.open(new StorageConfig().reserveBytes(1L << 30))) {
            for (int i = 0; i < KEYS; i++) {
                ByteSlice name = ByteSlice.of("name" + i);
                keyspace.database(0).strings().setText(name, name);
            }
            // Each look at the clock finds that a slice has gone: one group of keys, some sixteen.
            assertTrue(walked(keyspace, 4, 1_000_000) <= 4 * 32);
            // Each finds a fiftieth of a slice: the steps between two looks have become many.
            assertTrue(walked(keyspace, 1, 4_000) > 1000);
        }
    }
}
