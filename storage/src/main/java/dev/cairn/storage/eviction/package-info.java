// SPDX-License-Identifier: Apache-2.0
/**
 * What goes when memory is full: policies, the access clock in the entries, and the choice of victims by sampling.
 *
 * <p>Thread: the command thread. Allocation: none. Not here: the refusal of commands that would need more memory.
 */
package dev.cairn.storage.eviction;
