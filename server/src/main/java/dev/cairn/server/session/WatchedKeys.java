// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

/** The keys that a session watches for its next transaction, as far as others need to know of them. */
public interface WatchedKeys {
    int count();

    /** Has those removed that are due, which counts as a change of them. */
    void removeDue();

    /** Watches none of them any longer. */
    void release();
}
