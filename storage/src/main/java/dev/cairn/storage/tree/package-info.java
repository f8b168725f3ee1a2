// SPDX-License-Identifier: Apache-2.0
/**
 * Counted trees off the heap: the order of sorted sets, and sequences of blocks, which a snapshot shares with the live tree
 * until one of them changes.
 *
 * <p>Thread: the command thread. Allocation: none on the Java heap. Not here: what an element means (type), how it is
 * found by its name (table), and what the blocks of a sequence hold.
 */
package dev.cairn.storage.tree;
