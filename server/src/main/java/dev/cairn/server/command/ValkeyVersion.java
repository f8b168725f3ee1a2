// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

/** The versions that clients are told, so that they choose their features right. Cairn's own stands beside them. */
public final class ValkeyVersion {
    /** The Valkey whose commands these are. */
    public static final String NUMBER = "9.1.2";

    /** The Redis that this Valkey calls itself compatible with. */
    public static final String REDIS = "7.2.4";

    private ValkeyVersion() {}
}
