// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import java.io.Serial;

/**
 * The log cannot be opened, read or closed as it stands. The message names the file, the position, what
 * was found and expected, and the way on; it is meant for the operator's eyes.
 */
public final class LogException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(message);
    }

    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
