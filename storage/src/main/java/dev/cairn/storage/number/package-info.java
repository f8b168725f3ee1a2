// SPDX-License-Identifier: Apache-2.0
/**
 * Floating point numbers as text, read and written as Valkey reads and writes them.
 *
 * <p>Thread: any; writers have scratch of their own and belong to one. Allocation: none, but for rare texts that need
 * exact arithmetic. Not here: integers ({@code memory.DecimalText}).
 */
package dev.cairn.storage.number;
