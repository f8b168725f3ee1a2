// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** An object did not come into a target; says which and why. What the target had before is not touched. */
public final class TargetException extends IOException {
    private static final long serialVersionUID = 1L;

    TargetException(String object, IOException cause) {
        super(object + " could not be copied: " + reasonOf(cause), cause);
    }

    private static String reasonOf(IOException cause) {
        return cause instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(
                        cause.getMessage() == null || cause instanceof FileSystemException
                                ? cause
                                : cause.getMessage());
    }
}
