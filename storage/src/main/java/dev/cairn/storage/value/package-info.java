// SPDX-License-Identifier: Apache-2.0
/**
 * One door to the structures that big values lie in.
 *
 * <p>Thread: the command thread. Allocation: none, but for copies. Not here: the structures themselves (table, tree), and what
 * their elements mean (type).
 */
package dev.cairn.storage.value;
