// SPDX-License-Identifier: Apache-2.0
/**
 * The hash commands, one behaviour per file.
 *
 * <p>Thread: the command thread. Allocation: none in commands flagged FAST, but for texts of floating-point numbers. Not
 * here: how hashes are stored.
 */
package dev.cairn.server.command.hash;
