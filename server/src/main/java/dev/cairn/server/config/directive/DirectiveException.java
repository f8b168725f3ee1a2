// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.io.Serial;

/** A directive refuses a value; the message is the reason alone, in the words that clients of Valkey know. */
public final class DirectiveException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    public DirectiveException(String reason) {
        super(reason);
    }
}
