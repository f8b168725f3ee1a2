// SPDX-License-Identifier: Apache-2.0
/**
 * INFO: one class for each section.
 *
 * <p>Run on the command thread; allocates freely; changes nothing. Every figure is taken when it is asked for, from the
 * keyspace, the engine and {@code metrics}. The fields are named as Valkey names them, for the tools that read them; a
 * field is 0 when what it counts does not exist here, and is absent when no true value can be told.
 */
package dev.cairn.server.command.admin.info;
