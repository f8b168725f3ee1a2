// SPDX-License-Identifier: Apache-2.0
/**
 * Reads a log that somebody else may be writing, from any position that is kept on: retained segments, those that
 * recovery needs, and the one that grows.
 *
 * <p>It takes no lock, changes nothing, starts no thread and never waits: whoever follows a log asks again. Each reader
 * belongs to one thread at a time.
 */
package dev.cairn.aof.tail;
