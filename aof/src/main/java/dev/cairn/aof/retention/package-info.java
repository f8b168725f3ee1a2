// SPDX-License-Identifier: Apache-2.0
/**
 * What is kept of the log beyond what recovery needs: packed as LZ4 frames, dropped from the oldest on.
 *
 * <p>Nothing here starts a thread or decides how long; whoever does calls from a thread of its own. All of it survives a
 * process that dies anywhere.
 */
package dev.cairn.aof.retention;
