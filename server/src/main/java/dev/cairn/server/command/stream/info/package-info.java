// SPDX-License-Identifier: Apache-2.0
/**
 * XINFO and its subcommands.
 *
 * <p>Thread: the command thread. Allocation: none per entry. Not here: the replies' parts that other stream commands have
 * too.
 */
package dev.cairn.server.command.stream.info;
