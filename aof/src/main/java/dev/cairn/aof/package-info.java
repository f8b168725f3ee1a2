// SPDX-License-Identifier: Apache-2.0
/**
 * The command log, whole: open, replay, append, close.
 *
 * <p>The command thread borrows batches and submits them; a writer thread appends, a sync thread makes durable,
 * and both report through {@link dev.cairn.aof.LogListener}. It knows nothing of commands or keys: payloads are
 * bytes, and a position is how many of them came before.
 */
package dev.cairn.aof;
