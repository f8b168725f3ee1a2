// SPDX-License-Identifier: Apache-2.0
/**
 * Small collections as one run of bytes, in the listpack and intset layouts of the RDB format. What
 * works on {@code Memory} belongs to the thread that owns the keyspace and allocates nothing; the readers
 * and {@link dev.cairn.storage.type.packed.PackedCheck} work on heap arrays that came from outside, on any
 * thread. Which collection is kept this way, and until what size, is not decided here.
 */
package dev.cairn.storage.type.packed;
