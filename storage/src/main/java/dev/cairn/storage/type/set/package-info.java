// SPDX-License-Identifier: Apache-2.0
/**
 * Sets: an intset or a listpack inside the entry while they are small, a table of members when they are not.
 *
 * <p>Thread: the command thread. Allocation: none when members are looked up, added, removed or walked; drawing many
 * different members keeps a note of those that were drawn. Not here: how the packed layouts and the table work.
 */
package dev.cairn.storage.type.set;
