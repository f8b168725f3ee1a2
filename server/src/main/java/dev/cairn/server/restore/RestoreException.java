// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

/** What was asked for cannot be restored. The message says what was found and what can be; it is for the operator. */
public final class RestoreException extends Exception {
    private static final long serialVersionUID = 1L;

    public RestoreException(String message) {
        super(message);
    }

    public RestoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
