// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small library in C that stands between a server and its disk. */
public final class PreloadedLibrary {
    private PreloadedLibrary() {}

    /** Compiles one of those in {@code /native}; the test is skipped where there is no C compiler. */
    public static Path compile(String name, Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve(name + ".c");
        try (InputStream in =
                PreloadedLibrary.class.getResourceAsStream("/native/" + source.getFileName())) {
            Files.copy(in, source);
        }
        Path library = folder.resolve(name + ".so");
        assumeTrue(
                Command.succeeds(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-o",
                        library.toString(),
                        source.toString(),
                        "-ldl"),
                "SKIPPED: no C compiler here, so nothing can stand between a server and its disk");
        return library;
    }
}
