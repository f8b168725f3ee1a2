// SPDX-License-Identifier: Apache-2.0
/**
 * The kinds of directives: what text each takes, the value that it holds, how a client and a file see it.
 *
 * <p>Values are text of one byte per character (ISO 8859-1), as they came from a file or a socket. They are changed on
 * the command thread, or before there is one. Which directives exist is said in {@code server.config}, not here.
 */
package dev.cairn.server.config.directive;
