// SPDX-License-Identifier: Apache-2.0
/**
 * One key and its value as bytes: types, encodings, and the layout of the block that holds them.
 *
 * <p>Thread: whoever owns the memory, which is the command thread. Allocation: none. Not here: where entries are found
 * (table) and what the value's bytes mean (type).
 */
package dev.cairn.storage.entry;
