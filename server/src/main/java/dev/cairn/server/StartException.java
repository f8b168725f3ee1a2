// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

/** The server cannot start; the message says what stands in the way and what was expected. */
public final class StartException extends Exception {
    private static final long serialVersionUID = 1;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
