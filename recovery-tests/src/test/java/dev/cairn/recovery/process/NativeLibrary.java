// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The native library of LZ4, unpacked once for all servers of a test run, as the launcher does for its own: otherwise each of
 * them puts a copy into the folder for temporary files, and those that are killed leave it there.
 */
final class NativeLibrary {
    /** What the servers get as java.library.path; empty on machines that the library is not for. */
    static final Path FOLDER = unpack();

    private NativeLibrary() {}

    private static Path unpack() {
        String resource =
                "/net/jpountz/util/linux/" + System.getProperty("os.arch") + "/liblz4-java.so";
        try (InputStream library = NativeLibrary.class.getResourceAsStream(resource)) {
            Path folder = Files.createTempDirectory("cairn-native");
            folder.toFile().deleteOnExit();
            if (library != null) {
                Path file = folder.resolve("liblz4-java.so");
                Files.copy(library, file);
                file.toFile().deleteOnExit();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
