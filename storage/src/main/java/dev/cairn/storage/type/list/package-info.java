// SPDX-License-Identifier: Apache-2.0
/**
 * Lists: small ones as a listpack in their entry, others as a tree of listpacks.
 *
 * <p>Thread: the command thread. Allocation: none per operation. Not here: what a command's arguments mean.
 */
package dev.cairn.storage.type.list;
