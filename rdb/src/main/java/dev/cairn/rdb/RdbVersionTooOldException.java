// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import java.io.IOException;

/** The version that was asked for cannot hold the data. Nothing has been written. */
public final class RdbVersionTooOldException extends IOException {
    private static final long serialVersionUID = 1L;

    RdbVersionTooOldException(String version, long expiringHashes) {
        super(
                "rdb-version "
                        + version
                        + " cannot hold hash fields that expire ("
                        + expiringHashes
                        + (expiringHashes == 1 ? " hash has" : " hashes have")
                        + " some): set rdb-version to auto or 80");
    }
}
