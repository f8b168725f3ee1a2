// SPDX-License-Identifier: Apache-2.0
/**
 * The commands on the bits of strings: single bits, counts, fields of any width, and operations on whole strings.
 *
 * <p>Owned by the command thread. Nothing is allocated, and no string lies on the heap as a whole. Numbers of bits count
 * from the top bit of the first byte.
 */
package dev.cairn.server.command.bitmap;
