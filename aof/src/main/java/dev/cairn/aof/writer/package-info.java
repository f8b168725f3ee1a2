// SPDX-License-Identifier: Apache-2.0
/**
 * The log's two threads: the writer, which appends and answers the listener, and the sync thread, which makes
 * durable, prepares the next segment and removes old ones.
 *
 * <p>Batches reach the writer over a ring without locks; in steady state nothing is allocated per batch. It knows
 * nothing of what batches contain and reads nothing back.
 */
package dev.cairn.aof.writer;
