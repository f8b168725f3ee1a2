// SPDX-License-Identifier: Apache-2.0
/**
 * The alphabet of RDB: opcodes, type bytes, versions, lengths, strings, LZF and the checksum, and the two streams that
 * speak it. Knows bytes and nothing of keys or values. Every number here stands on disks all over the world: golden tests
 * pin them.
 */
package dev.cairn.rdb.format;
