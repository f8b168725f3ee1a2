// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

/** The keys that a session watches for its next transaction, as far as others need to know of them. */
public interface WatchedKeys {
    int count();

    /** Watches none of them any longer. */
    void release();
}
