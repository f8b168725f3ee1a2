// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

/** The data on disk cannot be brought back as they stand. The message says what is wrong and names the way on. */
public final class RecoveryException extends Exception {
    private static final long serialVersionUID = 1L;

    public RecoveryException(String message) {
        super(message);
    }

    public RecoveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
