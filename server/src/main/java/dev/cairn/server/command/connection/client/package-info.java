// SPDX-License-Identifier: Apache-2.0
/**
 * CLIENT and its subcommands: what is known of connections, and what can be done to them.
 *
 * <p>Run on the command thread. Descriptions allocate freely; nothing here changes the keyspace. Keys are not tracked
 * for clients: CLIENT TRACKING and CLIENT CACHING do not exist.
 */
package dev.cairn.server.command.connection.client;
