// SPDX-License-Identifier: Apache-2.0
/**
 * What {@code COMMAND DOCS} says about the arguments of commands.
 *
 * <p>The trees are text, one file {@code arguments.txt} beside each family of commands, read when a client asks for
 * them and never kept. Any thread may read; allocation is free here. The rest of a command's documentation stands in
 * its {@code CommandSpec}; this package knows nothing of it.
 */
package dev.cairn.server.command.docs;
