// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import java.io.IOException;

/** A program that is run for its outcome. */
public final class Command {
    private Command() {}

    public static boolean succeeds(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
