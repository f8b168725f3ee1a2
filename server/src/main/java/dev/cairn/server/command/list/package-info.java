// SPDX-License-Identifier: Apache-2.0
/**
 * The list commands, one behaviour per file.
 *
 * <p>Thread: the command thread. Allocation: none in commands flagged FAST. Not here: how lists are stored.
 */
package dev.cairn.server.command.list;
