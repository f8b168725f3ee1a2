// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.KeyWait;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.session.Blocker;
import dev.cairn.server.session.Session;
import dev.cairn.storage.entry.ValueType;

/** One client's wait for keys, and the request that is run again when one of them is ready. */
final class KeyWaiter implements Blocker {
    private final KeyWaits waits;
    private final Session session;
    private final byte[] request;
    private final ValueType type;
    private final boolean minding;
    private final long deadlineMillis;
    private final KeyQueue.Place[] places;

    KeyWaiter(KeyWaits waits, Session session, byte[] request, KeyWait wait) {
        this.waits = waits;
        this.session = session;
        this.request = request;
        this.type = wait.type();
        this.minding = wait.isMindingEveryChange();
        this.deadlineMillis = wait.deadlineMillis();
        this.places = new KeyQueue.Place[wait.keyCount()];
    }

    Session session() {
        return session;
    }

    /** The request as RESP. */
    byte[] request() {
        return request;
    }

    ValueType type() {
        return type;
    }

    boolean isMindingEveryChange() {
        return minding;
    }

    /** Whether the command is to be tried with a key that has a value of this type, or none where it is null. */
    boolean wants(ValueType found) {
        return minding || found == type;
    }

    /** Its places in the queues, some of which may be null. */
    KeyQueue.Place[] places() {
        return places;
    }

    @Override
    public long deadlineMillis() {
        return deadlineMillis;
    }

    @Override
    public void timedOut(ReplyWriter reply) {
        reply.nullArray();
    }

    @Override
    public boolean canBeUnblocked() {
        return true;
    }

    @Override
    public void cancelled() {
        waits.leave(this);
    }
}
