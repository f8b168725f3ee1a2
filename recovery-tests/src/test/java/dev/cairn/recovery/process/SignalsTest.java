// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;

/** How a server ends that is asked to by signals. */
class SignalsTest {
    @TempDir Path data;

    @Test
    void whoeverAsksTwiceGetsOneSnapshot() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(data, "--save", "3600 1", "--enable-debug-command", "yes")) {
            try (RespClient client = new RespClient(server.port())) {
                client.call("DEBUG", "POPULATE", "200000");
            }
            ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
            process.destroy();
            while (!server.output().contains("scheduling shutdown") && process.isAlive()) {
                Thread.onSpinWait();
            }
            process.destroy();
            assertEquals(0, server.awaitEnd(), server.output());
            long saved =
                    Arrays.stream(server.output().split("\n"))
                            .filter(line -> line.contains("Saving the final snapshot"))
                            .count();
            assertEquals(1, saved, server.output());
        }
    }
}
