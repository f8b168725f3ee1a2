// SPDX-License-Identifier: Apache-2.0
/**
 * Counted trees off the heap: the order of sorted sets.
 *
 * <p>Thread: the command thread. Allocation: none on the Java heap. Not here: what an element means (type), and how it is
 * found by its name (table).
 */
package dev.cairn.storage.tree;
