// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

/**
 * How long one listpack of a list may be, as list-max-listpack-size says it: a positive size counts elements, a negative one
 * stands for bytes. The rules are Valkey's, so that both name the same encodings and cut lists at the same places.
 */
final class ListLimits {
    /** A limit that does not count. */
    static final long NO_LIMIT = Long.MAX_VALUE;

    /** Where elements are counted, a listpack is not let grow beyond this all the same. */
    private static final int SAFE_BYTES = 8192;

    /** From -1 to -5; what is below counts as -5. */
    private static final int SMALLEST_BYTES = 4096;

    private static final int STEPS = 5;

    /** What one element is taken to add to its text: heads are estimated rather than computed. */
    private static final int ELEMENT_OVERHEAD = 8;

    private ListLimits() {}

    /** The most bytes of a listpack, or {@link #NO_LIMIT} where elements are counted. */
    static long bytes(int size) {
        return size >= 0 ? NO_LIMIT : SMALLEST_BYTES << Math.min(-(size + 1), STEPS - 1);
    }

    /** To what a listpack that grows past this length may be given room at once: it will be full of elements then. */
    static long room(int size, int bytes) {
        return size >= 0
                ? bytes
                : Math.max(bytes, Math.min(bytes(size) - ELEMENT_OVERHEAD, bytes + (bytes >>> 3)));
    }

    /** The most elements of a listpack, or {@link #NO_LIMIT} where bytes are counted. */
    static long count(int size) {
        return size >= 0 ? Math.max(1, size) : NO_LIMIT;
    }

    /** Whether a listpack of so many bytes and elements is too long. */
    static boolean exceeds(int size, long bytes, long count) {
        return size >= 0 ? bytes > SAFE_BYTES || count > count(size) : bytes > bytes(size);
    }

    /** Whether a listpack of so many bytes and elements can take one more element with a text of this length. */
    static boolean canTake(int size, long bytes, long count, int textLength) {
        return !isLarge(size, textLength)
                && !exceeds(size, bytes + textLength + ELEMENT_OVERHEAD, count + 1);
    }

    /** Whether a text of this length gets a listpack of its own. */
    static boolean isLarge(int size, int textLength) {
        return textLength > (size >= 0 ? SAFE_BYTES : bytes(size));
    }
}
