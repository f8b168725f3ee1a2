// SPDX-License-Identifier: Apache-2.0
/**
 * One door to the structures that big values lie in, and the account of long strings that are read while commands go on.
 *
 * <p>Thread: the command thread. Allocation: none, but for copies and for strings that are lent. Not here: the structures themselves (table, tree), and what
 * their elements mean (type).
 */
package dev.cairn.storage.value;
