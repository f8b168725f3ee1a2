// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.format.RdbVersion;

/**
 * The directive {@code rdb-version}: in which version snapshots and the payloads of DUMP are written. A snapshot is the state
 * at one moment, so what its version must hold is known before its first byte.
 */
public enum RdbVersionChoice {
    /** 11 while that holds everything, else 80. */
    AUTO("auto"),
    /** Redis 7.0 and later. */
    V10("10"),
    /** Redis 7.2 and later, every Valkey. */
    V11("11"),
    /** Valkey 9 and later; the only one that knows fields that expire. */
    V80("80");

    private final String text;

    RdbVersionChoice(String text) {
        this.text = text;
    }

    /** The choice that has this value in the configuration. */
    public static RdbVersionChoice ofText(String text) {
        for (RdbVersionChoice choice : values()) {
            if (choice.text.equals(text)) {
                return choice;
            }
        }
        throw new IllegalArgumentException("rdb-version " + text + ", expected auto, 10, 11 or 80");
    }

    /** The value in the configuration. */
    public String text() {
        return text;
    }

    /**
     * The version for a keyspace in which so many hashes have fields that expire.
     *
     * @throws RdbVersionTooOldException where the version that was asked for cannot hold them
     */
    public RdbVersion resolve(long expiringHashes) throws RdbVersionTooOldException {
        RdbVersion version =
                switch (this) {
                    case AUTO -> expiringHashes == 0 ? RdbVersion.REDIS_11 : RdbVersion.VALKEY_80;
                    case V10 -> RdbVersion.REDIS_10;
                    case V11 -> RdbVersion.REDIS_11;
                    case V80 -> RdbVersion.VALKEY_80;
                };
        if (expiringHashes > 0 && !version.knowsFieldExpiry()) {
            throw new RdbVersionTooOldException(text, expiringHashes);
        }
        return version;
    }

    /**
     * The version for the payload of one value: Valkey's own where none was asked for, so that payloads are its own too.
     *
     * @param fieldsExpire whether the value is a hash with fields that expire
     * @throws RdbVersionTooOldException where the version that was asked for cannot hold them
     */
    public RdbVersion ofPayload(boolean fieldsExpire) throws RdbVersionTooOldException {
        return this == AUTO ? RdbVersion.VALKEY_80 : resolve(fieldsExpire ? 1 : 0);
    }
}
