// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that takes all the room that a disk has left. */
final class Ballast {
    private static final int PAGE_BYTES = 4096;

    private Ballast() {}

    /** Writes it until nothing more fits. */
    static void fill(Path file) {
        byte[] page = new byte[PAGE_BYTES];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            // That is what was to be.
        }
    }
}
