// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import dev.cairn.storage.memory.StoredBytes;

/** Is shown fields of a hash, one by one; must not change the keyspace. */
public interface FieldVisitor {
    /** The views are good during the call; the expiry is -1 for none. */
    void field(StoredBytes field, StoredBytes value, long expireAtMillis);
}
