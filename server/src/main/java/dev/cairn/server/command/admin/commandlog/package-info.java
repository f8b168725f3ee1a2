// SPDX-License-Identifier: Apache-2.0
/**
 * COMMANDLOG and SLOWLOG: the commands that were slow, large, or answered at length.
 *
 * <p>Run on the command thread; they show and forget what {@code metrics} keeps, and note nothing themselves.
 */
package dev.cairn.server.command.admin.commandlog;
