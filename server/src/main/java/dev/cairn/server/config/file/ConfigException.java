// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import java.io.Serial;

/** The configuration cannot be used; the message is what standard error should show, over several lines. */
public final class ConfigException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }
}
