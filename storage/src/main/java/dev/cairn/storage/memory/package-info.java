// SPDX-License-Identifier: Apache-2.0
/**
 * The only door to off-heap memory: a reserved region, bounds-checked access to it, and the allocator over it; and the
 * two views of bytes that the rest of the system passes around, {@code ByteSlice} on the heap and {@code StoredBytes}
 * in the region.
 *
 * <p>Thread: the command thread owns a region and everything in it. Allocation: none per operation in steady state.
 * Not here: any knowledge of what the bytes mean.
 */
package dev.cairn.storage.memory;
