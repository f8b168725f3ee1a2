// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The C library's syncs, obedient to a file: a small library that is compiled here and preloaded into the server. */
final class FaultyDisk {
    private final Path library;
    private final Path control;

    private FaultyDisk(Path library, Path control) {
        this.library = library;
        this.control = control;
    }

    /** Makes one; the test is skipped where there is no C compiler. */
    static FaultyDisk in(Path folder) throws IOException, InterruptedException {
        Path library = PreloadedLibrary.compile("disk_faults", folder);
        FaultyDisk disk = new FaultyDisk(library, folder.resolve("disk-faults"));
        disk.obey("ok");
        return disk;
    }

    /** From the next sync on: {@code ok}, {@code once}, {@code fail}, {@code sleep MILLIS} or {@code stall}. */
    void obey(String order) throws IOException {
        Files.writeString(control, order);
    }

    /** Whether the one failure that was ordered has come to pass. */
    boolean hasFailedOnce() throws IOException {
        return Files.size(control) == 0;
    }

    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "DISK_FAULTS", control.toString());
    }
}
