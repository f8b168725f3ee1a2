// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import dev.cairn.storage.table.KeyTable;

/** What whoever changes entries tells a running snapshot, before the change. */
public interface BeforeImages {
    /** Whether the snapshot has still to pass this hash in this table. */
    boolean isAhead(KeyTable keys, long hash);

    /** An entry is about to change, or to be removed, replaced or renamed. */
    void beforeChange(KeyTable keys, long entry, long hash);
}
