// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

/** Why the keyspace removed a key by itself. */
public enum Removal {
    EXPIRED,
    EVICTED
}
