// SPDX-License-Identifier: Apache-2.0
/**
 * Strings: text or an integer under a key, and changes of them in place.
 *
 * <p>Thread: the command thread. Allocation: none. Not here: what a command's arguments mean, and limits on lengths.
 */
package dev.cairn.storage.type.string;
