// SPDX-License-Identifier: Apache-2.0
/**
 * Builds a data folder as of a moment of the past: the snapshot before it, and the log from there, cut where the moment is.
 *
 * <p>Runs on the thread of a program of its own; nothing of the source is changed, which a server may be using. What is
 * built stands under another name until it is whole. It loads no data into memory and runs no command: the next start does.
 */
package dev.cairn.server.restore;
