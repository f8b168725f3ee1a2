// SPDX-License-Identifier: Apache-2.0
/**
 * The stream commands, one behaviour per file; XGROUP and XINFO have packages of their own.
 *
 * <p>Thread: the command thread. Allocation: none in XADD, XLEN, XACK and XDEL; elsewhere none per entry. Not here: how
 * streams are stored.
 */
package dev.cairn.server.command.stream;
