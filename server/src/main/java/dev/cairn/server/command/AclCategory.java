// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import java.util.Locale;

/** The categories that access rules speak of; in the order in which {@code COMMAND INFO} lists them. */
public enum AclCategory {
    KEYSPACE,
    READ,
    WRITE,
    SET,
    SORTEDSET,
    LIST,
    HASH,
    STRING,
    BITMAP,
    HYPERLOGLOG,
    GEO,
    STREAM,
    PUBSUB,
    ADMIN,
    FAST,
    SLOW,
    BLOCKING,
    DANGEROUS,
    CONNECTION,
    TRANSACTION,
    SCRIPTING;

    private final String text = "@" + name().toLowerCase(Locale.ROOT);

    /** The name in replies, with its {@code @}. */
    public String text() {
        return text;
    }
}
