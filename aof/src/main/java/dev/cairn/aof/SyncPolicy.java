// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

/** When appended batches are made durable: the three words of {@code appendfsync}. */
public enum SyncPolicy {
    /** One sync for each group of batches, before {@link LogListener#durable} covers them. */
    ALWAYS,
    /** One sync a second, on a thread of its own: a slow disk delays no append. */
    EVERYSEC,
    /** No sync but at a roll, on request and at the close. */
    NO
}
