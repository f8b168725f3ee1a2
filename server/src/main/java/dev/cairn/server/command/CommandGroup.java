// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import java.util.Locale;

/** The chapters of the command reference, as {@code COMMAND DOCS} names them. */
public enum CommandGroup {
    GENERIC,
    STRING,
    LIST,
    SET,
    SORTED_SET("sorted-set"),
    HASH,
    PUBSUB,
    TRANSACTIONS,
    CONNECTION,
    SERVER,
    SCRIPTING,
    HYPERLOGLOG,
    CLUSTER,
    GEO,
    STREAM,
    BITMAP;

    private final String text;

    CommandGroup() {
        this.text = name().toLowerCase(Locale.ROOT);
    }

    CommandGroup(String text) {
        this.text = text;
    }

    /** The name in replies. */
    public String text() {
        return text;
    }
}
