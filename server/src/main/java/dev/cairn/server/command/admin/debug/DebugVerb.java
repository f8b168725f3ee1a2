// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.CommandContext;

import java.util.function.Consumer;

/**
 * One thing that DEBUG does.
 *
 * @param name in capitals
 * @param fewest the fewest arguments, DEBUG and the verb included
 * @param most the most
 */
record DebugVerb(String name, int fewest, int most, Consumer<CommandContext> action) {
    static final int ANY = Integer.MAX_VALUE;

    boolean accepts(int argc) {
        return argc >= fewest && argc <= most;
    }
}
