// SPDX-License-Identifier: Apache-2.0
/**
 * Sorted sets: listpacks in RDB's layout while they are small, tables with an order beside them when they are big.
 *
 * <p>Thread: the command thread. Allocation: none per operation, but for picking many members at random. Not here:
 * commands, and what a score means.
 */
package dev.cairn.storage.type.zset;
