// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

/**
 * Where the region's memory goes.
 *
 * @param usedBytes bytes in live blocks, in whole blocks as the allocator hands them out
 * @param committedBytes bytes of the region that the allocator holds: live blocks, free blocks in slabs, and bookkeeping
 * @param overheadBytes of the used bytes, those of tables and indexes rather than entries and values
 * @param datasetBytes of the used bytes, those of entries and values
 * @param liveBlocks how many blocks are live
 * @param pendingFreeBytes bytes of values that wait to be freed in slices
 * @param pendingFrees how many values, parts of streams and flushed databases these are
 * @param heldBytes bytes that no key has any more, held for a running snapshot or for replies
 * @param reservedBytes size of the region
 * @param peakUsedBytes highest usedBytes since the start or the last reset
 */
public record MemoryReport(
        long usedBytes,
        long committedBytes,
        long overheadBytes,
        long datasetBytes,
        long liveBlocks,
        long pendingFreeBytes,
        long pendingFrees,
        long heldBytes,
        long reservedBytes,
        long peakUsedBytes) {}
