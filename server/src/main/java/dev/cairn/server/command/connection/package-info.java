// SPDX-License-Identifier: Apache-2.0
/**
 * Commands about the connection itself: who the client is, which database and protocol it speaks. The subcommands of
 * CLIENT have a room of their own.
 *
 * <p>Run on the command thread. Commands that are flagged FAST allocate nothing but what they keep in the session. They
 * change nothing in the keyspace.
 */
package dev.cairn.server.command.connection;
