// SPDX-License-Identifier: Apache-2.0
/**
 * The directives that Cairn knows, in groups by area, and the values in force.
 *
 * <p>A group has one field for each of its directives, so that the hot path reads {@code config.memory.samples.value()}
 * without a look-up. Values change before the server starts, and then on the command thread alone; another thread that
 * needs one is handed it by a {@link dev.cairn.server.config.ChangeListener}. Reading and rewriting configuration files
 * is the affair of {@code config.file}.
 */
package dev.cairn.server.config;
