// SPDX-License-Identifier: Apache-2.0
/**
 * Time and chance, which enter storage through parameters only: nothing in the module reads a clock, and the one source
 * of randomness is seeded.
 *
 * <p>Thread: the command thread. Allocation: none.
 */
package dev.cairn.storage.time;
