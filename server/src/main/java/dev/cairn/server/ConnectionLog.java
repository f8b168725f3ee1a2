// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.server.net.ConnectionEvents;
import dev.cairn.server.session.Session;

/** Writes what happens to connections into the server's log. */
final class ConnectionLog implements ConnectionEvents {
    @Override
    public void protocolError(Session session, String error) {}

    @Override
    public void queryBufferExceeded(Session session) {}

    @Override
    public void outputExceeded(Session session, long pendingBytes) {}

    @Override
    public void failed(Session session, Throwable cause) {}

    @Override
    public void ended(Session session) {}
}
