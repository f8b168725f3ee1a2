// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** An object did not come into a target, or a segment into its frame; says which and why. What the target has is not touched. */
public final class TargetException extends IOException {
    private static final long serialVersionUID = 1L;

    TargetException(String object, IOException cause) {
        super(object + " could not be copied: " + textOf(cause), cause);
    }

    /** What went wrong, in words for the operator. */
    public static String textOf(IOException e) {
        if (e instanceof FileSystemException file) {
            String reason = file.getReason();
            return reason == null ? e.toString() : file.getFile() + ": " + reason;
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
