// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.memory.StoredBytes;

/** Sees the keys that a scan passes; it must not change the keyspace. */
public interface KeyVisitor {
    /** Takes one key, a view that is valid during the call, and its entry. */
    void key(StoredBytes key, long entry);
}
