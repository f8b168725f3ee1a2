// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/**
 * The region has no room for a block. Nothing was changed; the keyspace stays usable, and freeing keys makes room.
 */
public final class MemoryExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MemoryExhaustedException(String message) {
        super(message);
    }
}
