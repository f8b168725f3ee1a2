// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

import dev.cairn.server.resp.ReplyWriter;

/** What a session waits for before its next request is looked at. */
public interface Blocker {
    /** When the wait ends by itself, in milliseconds of wall time; {@link Long#MAX_VALUE} for never. */
    long deadlineMillis();

    /** Writes the reply for a wait that ran out of time. */
    void timedOut(ReplyWriter reply);

    /** Whether {@code CLIENT UNBLOCK} may end the wait. */
    boolean canBeUnblocked();

    /** The session is gone or the wait is over: forget it. */
    void cancelled();
}
