// SPDX-License-Identifier: Apache-2.0
/**
 * Valkey's append-only files, read: the manifest of a multi-part folder, and the commands in its files.
 *
 * <p>Everything here comes from elsewhere and is believed only as far as it is checked; no allocation is sized by a
 * number that a file states. Runs on the caller's thread, writes nothing, and leaves RDB files to those who know them.
 */
package dev.cairn.aof.valkey;
