// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.DirectiveException;

/** Brings changed directives into effect. */
@FunctionalInterface
public interface ChangeListener {
    /**
     * Called on the command thread once for all directives of one CONFIG SET that it listens to, after all of them hold
     * their new values. A refusal takes the whole CONFIG SET back, and the listener is called again with the values of
     * before.
     */
    void changed() throws DirectiveException;
}
