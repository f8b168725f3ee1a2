// SPDX-License-Identifier: Apache-2.0
/**
 * The log as a feed of changes: one command after the other, each with the position behind it, the time and the database.
 *
 * <p>It reads the log's files, on the program's thread or on one of its own, never on the command thread; a position that
 * it hands out may be kept for years and reading goes on behind it. It knows no storage and runs no command.
 */
package dev.cairn.server.feed;
