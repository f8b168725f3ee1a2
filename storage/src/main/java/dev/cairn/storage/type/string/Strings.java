// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.string;

import dev.cairn.storage.Database;

/** The strings of one database. */
public final class Strings {
    public Strings(Database database) {}
}
