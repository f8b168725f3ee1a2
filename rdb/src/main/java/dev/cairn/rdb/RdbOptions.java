// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.format.RdbVersion;

/**
 * How a file is written.
 *
 * @param compression whether long strings are compressed where that pays (directive rdbcompression)
 * @param checksum whether the file ends in a checksum (directive rdbchecksum); without, it ends in zeros
 * @param usage what is told about each key's last use, which depends on the eviction policy
 */
public record RdbOptions(RdbVersion version, boolean compression, boolean checksum, Usage usage) {
    /** What a file says about when keys were used. */
    public enum Usage {
        NONE,
        /** Seconds since the last use, under an LRU policy. */
        IDLE,
        /** The use counter, under an LFU policy. */
        FREQUENCY
    }
}
