// SPDX-License-Identifier: Apache-2.0
/**
 * Streams: entries in blocks, consumer groups, consumers, and what was delivered but not yet acknowledged.
 *
 * <p>A block is a listpack in the layout of RDB files, so that a snapshot copies it; blocks hang in a tree by the id of their
 * first entry. Pending entries are records of fixed size in trees of their own, one per group and one per consumer. Ids are
 * pairs of unsigned 64-bit numbers and travel as two longs.
 *
 * <p>The command thread owns all of it. Reading, adding and acknowledging allocate nothing on the heap. Nothing here knows
 * about the protocol, or draws ids from a clock: who adds an entry says its id.
 */
package dev.cairn.storage.type.stream;
