// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import dev.cairn.aof.FileFault;

import java.io.IOException;

/** An object did not come into a target, or a segment into its frame; says which and why. What the target has is not touched. */
public final class TargetException extends IOException {
    private static final long serialVersionUID = 1L;

    TargetException(String object, IOException cause) {
        super(object + " could not be copied: " + FileFault.text(cause), cause);
    }
}
