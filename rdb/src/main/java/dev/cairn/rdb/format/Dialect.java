// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

/** Whose numbering a file follows where Redis and Valkey have parted ways. The magic at the head of a file tells. */
public enum Dialect {
    REDIS,
    VALKEY
}
