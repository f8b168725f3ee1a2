// SPDX-License-Identifier: Apache-2.0
/**
 * Hashes: fields with values, each with an expiry of its own if wanted; small ones as a listpack in their entry, others
 * as a table of fields.
 *
 * <p>Thread: the command thread. Allocation: none per operation, but for samples and for fields that expire. Not here:
 * what a command's arguments mean.
 */
package dev.cairn.storage.type.hash;
