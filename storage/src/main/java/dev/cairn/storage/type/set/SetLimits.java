// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;
import dev.cairn.storage.type.packed.Listpack;

/** Valkey's rules of which encoding a set has; what has become larger never becomes smaller again. */
final class SetLimits {
    /** The most bytes that a number takes in a listpack, its back length included. */
    private static final int NUMBER_BYTES = 10;

    private final StorageConfig config;

    SetLimits(StorageConfig config) {
        this.config = config;
    }

    static boolean isNumber(ByteSlice member) {
        return DecimalText.isCanonicalLong(member.array(), member.offset(), member.length());
    }

    /** The number that a member is. */
    static long number(ByteSlice member) {
        return DecimalText.parse(member.array(), member.offset(), member.length());
    }

    /** What a set begins as whose first member this is, when so many are expected. */
    Encoding first(ByteSlice member, long expected) {
        if (isNumber(member) && expected <= config.setMaxIntsetEntries()) {
            return Encoding.INTSET;
        }
        return expected <= config.setMaxListpackEntries() && isShort(member.length())
                ? Encoding.LISTPACK
                : Encoding.HASHTABLE;
    }

    /** Whether this encoding holds so many members. */
    boolean holds(Encoding encoding, long count) {
        return switch (encoding) {
            case INTSET -> count <= config.setMaxIntsetEntries();
            case LISTPACK -> count <= config.setMaxListpackEntries();
            default -> true;
        };
    }

    /**
     * What an intset becomes when a member joins that is no number.
     *
     * @param count how many numbers there are; min and max tell how long their texts are
     */
    Encoding beyondIntset(long count, long min, long max, int length) {
        int longest = count == 0 ? 0 : Math.max(DecimalText.length(min), DecimalText.length(max));
        return count < config.setMaxListpackEntries()
                        && isShort(length)
                        && isShort(longest)
                        && count * NUMBER_BYTES + length < Listpack.SAFE_BYTES
                ? Encoding.LISTPACK
                : Encoding.HASHTABLE;
    }

    /** Whether a listpack of so many members and bytes takes one more of this length. */
    boolean listpackTakes(long count, long bytes, int length) {
        return count < config.setMaxListpackEntries()
                && isShort(length)
                && bytes + length < Listpack.SAFE_BYTES;
    }

    private boolean isShort(int length) {
        return length <= config.setMaxListpackValue();
    }
}
