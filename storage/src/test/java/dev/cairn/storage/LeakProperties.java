// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.snapshot.ImageSink;
import dev.cairn.storage.snapshot.Snapshot;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Random;

/** Random work with values of every type, whatever else goes on, leaves no block behind once everything is flushed. */
class LeakProperties {
    @Property(tries = 25)
    void nothingIsLeftAfterAFlush(@ForAll long seed, @ForAll boolean debug) {
        Random random = new Random(seed);
        StorageConfig config = TypeWork.config(debug);
        try (Keyspace keyspace = Keyspace.open(config)) {
            Snapshot snapshot = null;
            for (int i = 0; i < 6000; i++) {
                keyspace.tick(1000 + i);
                TypeWork.act(keyspace, random);
                keyspace.expireDue(random.nextInt(3));
                if (random.nextInt(4) == 0) {
                    keyspace.housekeep(random.nextInt(4));
                }
                if (snapshot == null && random.nextInt(1000) == 0) {
                    snapshot = keyspace.beginSnapshot(new ForgetfulSink());
                } else if (snapshot != null && random.nextInt(3) == 0 && snapshot.advance(1)) {
                    snapshot = null;
                }
            }
            keyspace.flush(-1, true);
            while (snapshot != null && !snapshot.advance(1)) {
                assertTrue(keyspace.memoryReport().usedBytes() > 0);
            }
            while (keyspace.housekeep(1)) {
                assertTrue(keyspace.memoryReport().usedBytes() >= 0);
            }
            assertEquals(0, keyspace.allocator().liveBlocks());
            assertEquals(0, keyspace.memoryReport().usedBytes());
            assertEquals(0, keyspace.memoryReport().overheadBytes());
            assertEquals(0, keyspace.memoryReport().pendingFreeBytes());
        }
    }

    /** What a snapshot holds is the question here, not what it says. */
    private static final class ForgetfulSink implements ImageSink {
        @Override
        public byte[] borrow(int atLeast) {
            return new byte[Math.max(atLeast, 1 << 16)];
        }

        @Override
        public void accept(byte[] chunk, int length) {
            // Nobody reads it.
        }

        @Override
        public boolean full() {
            return false;
        }
    }
}
