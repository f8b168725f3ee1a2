// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.session.Session;

/** A connection's output as the engine sees it: the replies of a tick, let go at once or held back. */
public interface GatedOutput {
    Session session();

    /** Sends the replies of this tick. */
    void send();

    /** Sets the replies of this tick aside, behind those that are set aside already. */
    void hold();

    /** Sends the replies that were set aside first. */
    void release();

    /** Whether replies are set aside. */
    boolean isHolding();
}
