// SPDX-License-Identifier: Apache-2.0
/**
 * COMMAND and its subcommands: what the command table says of itself to clients.
 *
 * <p>Run on the command thread; allocates freely; changes nothing. All it says comes from the commands' specifications
 * and, for the grammar of arguments, from {@code command.docs}.
 */
package dev.cairn.server.command.admin.introspection;
