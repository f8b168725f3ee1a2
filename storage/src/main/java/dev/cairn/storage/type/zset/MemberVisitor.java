// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.zset;

import dev.cairn.storage.memory.StoredBytes;

/** Sees members of a sorted set, which it must not change. */
public interface MemberVisitor {
    /** Takes one member; the view is good until this returns. */
    void member(StoredBytes member, double score);
}
