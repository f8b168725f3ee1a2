// SPDX-License-Identifier: Apache-2.0
/**
 * One codec per kind of value: how its type byte is chosen, how it is written from the images that a snapshot hands over,
 * how it is read into a {@link dev.cairn.rdb.codec.ValueTarget}. Encoders stand in a table by type and encoding, decoders
 * in a table by type byte and dialect; a new kind of value adds its codec and a line in each.
 *
 * <p>Encoders have no state and may be shared; decoders hold scratch buffers and belong to one reader. Nothing is allocated
 * per value in steady state, but to check listpacks for duplicates.
 */
package dev.cairn.rdb.codec;
