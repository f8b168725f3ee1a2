// SPDX-License-Identifier: Apache-2.0
/**
 * The program {@code cairn}: its commands, exit codes, signals, and what it says while a server starts and stops.
 *
 * <p>Runs on the main thread and the JVM's signal thread. What a server is, is the affair of {@code server}; a command
 * here reads what the user gave, hands it over, and says what came of it.
 */
package dev.cairn.server.cli;
