// SPDX-License-Identifier: Apache-2.0
/**
 * What a command is: its {@link dev.cairn.server.command.Command behaviour}, the {@link
 * dev.cairn.server.command.CommandSpec metadata} it states about itself, the {@link
 * dev.cairn.server.command.CommandContext context} it runs in and the {@link dev.cairn.server.command.CommandTable
 * table} it is found in. The commands themselves live in one package per family below.
 *
 * <p>Owned by the command thread. Finding and running a command allocates nothing. Knows no sockets, no log, no files
 * and no clock.
 */
package dev.cairn.server.command;
