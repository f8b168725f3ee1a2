// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Two threads make segments: one builds the next while the other takes it into use. None is ever built twice. */
class SegmentStoreTest {
    private static final int ROLLS = 100;
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int STEP_BYTES = 256 << 10;

    @TempDir Path path;

    private LogFolder folder() {
        return new LogFolder(path);
    }

    private SegmentStore open() throws Exception {
        LogRecovery.Recovered empty =
                LogRecovery.recover(
                        folder(),
                        LogDisk.SYSTEM,
                        SEGMENT_BYTES,
                        STEP_BYTES,
                        Long.MAX_VALUE,
                        Identity.born());
        return SegmentStore.open(folder(), empty, 0, LogDisk.SYSTEM, SEGMENT_BYTES, STEP_BYTES, 0);
    }

    @Test
    void aSegmentThatIsBuiltWhileAnotherBeginsTakesTheNextNumber() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<IOException> failure = new AtomicReference<>();
        try (SegmentStore store = open()) {
            Thread builder =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            while (!done.get()) {
                                                store.prepare();
                                            }
                                        } catch (IOException e) {
                                            failure.set(e);
                                        }
                                    });
            byte[] payload = new byte[100];
            new Random(1).nextBytes(payload);
            long position = 0;
            for (int rolls = 0; rolls < ROLLS && failure.get() == null; ) {
                if (store.roll(position, 0)) {
                    rolls++;
                    store.append(payload, payload.length, position, 1, 1, 0);
                    position += payload.length;
                }
            }
            done.set(true);
            builder.join();
            assertEquals(null, failure.get());
            assertEquals(ROLLS + 1, store.segments().size());
        }
    }

    @Test
    void aSegmentIsNeverReplaced() throws Exception {
        SegmentBuilder builder =
                new SegmentBuilder(
                        folder(), Identity.born(), LogDisk.SYSTEM, SEGMENT_BYTES, STEP_BYTES);
        Path first = builder.install(builder.build(1, appender -> {}));
        byte[] before = Files.readAllBytes(first);
        SegmentBuilder.BuiltSegment second = builder.build(1, appender -> {});
        assertThrows(FileAlreadyExistsException.class, () -> builder.install(second));
        assertArrayEquals(before, Files.readAllBytes(first));
    }
}
