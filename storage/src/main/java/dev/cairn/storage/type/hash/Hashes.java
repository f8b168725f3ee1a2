// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import dev.cairn.storage.Database;

/** The hashes of one database. */
public final class Hashes {
    public Hashes(Database database) {}
}
