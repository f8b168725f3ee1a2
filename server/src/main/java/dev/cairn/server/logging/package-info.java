// SPDX-License-Identifier: Apache-2.0
/**
 * The server's log: few lines, in the forms that Valkey knows, to standard output or to a file.
 *
 * <p>Every thread may log; a line is written before the call returns. What libraries say goes the same way, as far as it
 * is a warning. Nothing on the path of a command logs.
 */
package dev.cairn.server.logging;
