// SPDX-License-Identifier: Apache-2.0
/**
 * Which keys die when: an index of deadlines, off the heap.
 *
 * <p>Thread: the command thread. Allocation: none. Not here: clocks; the time comes in as a parameter.
 */
package dev.cairn.storage.expiry;
