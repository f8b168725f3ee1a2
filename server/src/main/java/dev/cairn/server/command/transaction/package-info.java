// SPDX-License-Identifier: Apache-2.0
/**
 * Transactions: commands that are queued and run together, unless a watched key has changed.
 *
 * <p>Owned by the command thread. Nothing is allocated while nobody watches keys. How commands are queued and run, and that
 * they reach the log as one, is the engine's.
 */
package dev.cairn.server.command.transaction;
