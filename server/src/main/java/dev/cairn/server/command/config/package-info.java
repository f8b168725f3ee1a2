// SPDX-License-Identifier: Apache-2.0
/**
 * The command CONFIG and its subcommands. They run on the command thread, as all commands do, which owns the
 * configuration; what a changed directive brings about is the affair of whoever listens to it.
 */
package dev.cairn.server.command.config;
