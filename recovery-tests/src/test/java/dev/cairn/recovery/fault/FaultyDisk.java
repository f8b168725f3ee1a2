// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The C library's syncs, obedient to a file: a small library that is compiled here and preloaded into the server. */
final class FaultyDisk {
    private static final String SOURCE = "/native/disk_faults.c";

    private final Path library;
    private final Path control;

    private FaultyDisk(Path library, Path control) {
        this.library = library;
        this.control = control;
    }

    /** Makes one; the test is skipped where there is no C compiler. */
    static FaultyDisk in(Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve("disk_faults.c");
        try (InputStream in = FaultyDisk.class.getResourceAsStream(SOURCE)) {
            Files.copy(in, source);
        }
        Path library = folder.resolve("disk_faults.so");
        assumeTrue(
                Command.succeeds(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-o",
                        library.toString(),
                        source.toString(),
                        "-ldl"),
                "SKIPPED: no C compiler here, so syncs cannot be made to fail");
        FaultyDisk disk = new FaultyDisk(library, folder.resolve("disk-faults"));
        disk.obey("ok");
        return disk;
    }

    /** From the next sync on: {@code ok}, {@code once}, {@code fail} or {@code sleep MILLIS}. */
    void obey(String order) throws IOException {
        Files.writeString(control, order);
    }

    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "DISK_FAULTS", control.toString());
    }
}
