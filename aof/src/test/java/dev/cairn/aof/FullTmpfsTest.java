// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system that is really full: 24 megabytes of memory, which only root can mount. */
class FullTmpfsTest {
    @TempDir Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final LogModel model = new LogModel(0);

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "cairn-test", folder.toString()),
                "no tmpfs can be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", folder.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aFullFileSystemStopsTheLogAndNothingElse() throws Exception {
        LogConfig config =
                LogConfig.in(folder.resolve("log"))
                        .segmentBytes(2 << 20)
                        .reserveStepBytes(1 << 20)
                        .ringBytes(1 << 20)
                        .compressFromBytes(0)
                        .build();
        Path ballast = folder.resolve("ballast");
        Files.write(ballast, new byte[8 << 20]);
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            fill(log);
            listener.awaitRefusal();
            assertEquals(
                    "Errors writing to the AOF file: No space left on device",
                    listener.refusals().getFirst());
            fill(log);
            model.assertReplaysPrefix(log, 0);

            Files.delete(ballast);
            listener.awaitAppended(model.end());
            model.assertReplays(log, 0);
        }
        try (CommandLog log = CommandLog.open(config, listener)) {
            assertTrue(log.status().cleanStop());
            model.assertReplays(log, 0);
        }
    }

    /** Submits until the log takes no more and has said why. */
    private void fill(CommandLog log) {
        while (true) {
            LogBatch batch = log.borrow();
            byte[] payload = LogModel.payload(model.batches().size(), 5000);
            batch.append(payload, 0, payload.length);
            if (log.trySubmit(batch)) {
                model.add(payload, 0, 0);
            } else if (!listener.refusals().isEmpty()) {
                return;
            }
        }
    }
}
