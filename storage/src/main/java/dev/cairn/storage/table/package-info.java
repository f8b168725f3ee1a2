// SPDX-License-Identifier: Apache-2.0
/**
 * From a hash to an entry's address: Swiss tables in extendible segments, walked in the order of the hash; and the keyed
 * hash itself.
 *
 * <p>Thread: the command thread. Allocation: none. Not here: what an entry is beyond its key; databases.
 */
package dev.cairn.storage.table;
