// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

/** A backup cannot be made or read as things stand. The message is for the operator. */
public final class BackupException extends Exception {
    private static final long serialVersionUID = 1L;

    public BackupException(String message) {
        super(message);
    }
}
