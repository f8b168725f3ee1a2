// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

class NicenessTest {
    private static final int FIELD_BEHIND_NAME = 16;

    @Test
    @EnabledOnOs(OS.LINUX)
    void onlyTheCallingThreadGivesWay() throws InterruptedException {
        int before = niceness();
        int[] seen = new int[1];
        Thread thread =
                new Thread(
                        () -> {
                            Niceness.yieldToOthers();
                            seen[0] = niceness();
                        });
        thread.start();
        thread.join();
        assertEquals(Math.max(before, Niceness.OF_BACKGROUND), seen[0]);
        assertEquals(before, niceness());
    }

    /** The nineteenth field of the kernel's line on this thread; the name, in brackets, is the second. */
    private static int niceness() {
        try {
            String line = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return Integer.parseInt(fields[FIELD_BEHIND_NAME]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
