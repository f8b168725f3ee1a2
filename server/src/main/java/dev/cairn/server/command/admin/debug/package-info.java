// SPDX-License-Identifier: Apache-2.0
/**
 * DEBUG: what tests need of the server's inside. Its verbs are no subcommands to the command table, only words.
 *
 * <p>Run on the command thread, and slow if need be: a digest looks at all data, a sleep keeps every client waiting. Only
 * POPULATE, RELOAD and LOADAOF change data. Off unless {@code enable-debug-command} says otherwise.
 */
package dev.cairn.server.command.admin.debug;
