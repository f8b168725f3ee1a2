// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.memory.StoredBytes;

/** Is shown members of a set, one by one; must not change the keyspace. */
@FunctionalInterface
public interface MemberVisitor {
    /** The view is good during the call. */
    void member(StoredBytes member);
}
