// SPDX-License-Identifier: Apache-2.0
/**
 * Configuration as text: reading files, standard input and the command line as valkey-server does, and rewriting a file
 * so that it says what is in force.
 *
 * <p>Files are read before the server starts; the command thread rewrites them. Text is bytes, one to a character.
 */
package dev.cairn.server.config.file;
