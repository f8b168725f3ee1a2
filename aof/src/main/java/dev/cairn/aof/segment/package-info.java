// SPDX-License-Identifier: Apache-2.0
/**
 * The log's files: segments that Chronicle Queue writes and that this room reads, checks, mends and retains.
 *
 * <p>Reading is independent of writing: it goes through file channels into heap buffers, trusts no index and no
 * length, and never maps a file. Writing goes through {@code CycleQueue}, the one class that knows Chronicle, on the
 * writer thread. It starts no thread and decides no policy.
 */
package dev.cairn.aof.segment;
