// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

/**
 * The values of directives, read by name as {@code CONFIG GET} shows them. For commands that report or obey a directive
 * now and then; what is read for every command is handed over when it changes instead.
 */
@FunctionalInterface
public interface Settings {
    /** The value as text; an unknown name is an error of ours. */
    String get(String directive);

    /** The value of a directive that is a whole number. */
    default long number(String directive) {
        return Long.parseLong(get(directive));
    }

    /** Whether a directive that is {@code yes} or {@code no} says yes. */
    default boolean isOn(String directive) {
        return get(directive).equals("yes");
    }
}
