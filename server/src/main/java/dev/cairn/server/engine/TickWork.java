// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

/** Work that the command thread does in small portions at the end of its ticks: a snapshot's walk, expiry, freeing. */
@FunctionalInterface
public interface TickWork {
    /** Does a portion, of at most some hundred microseconds; true when there is more to do at once. */
    boolean work();
}
