// SPDX-License-Identifier: Apache-2.0
/**
 * The command LOG and its subcommands: what has changed, read as a feed, and where the log stands. Valkey has no such
 * command.
 *
 * <p>Run on the command thread; the log's files are read on another one, while the client waits.
 */
package dev.cairn.server.command.log;
