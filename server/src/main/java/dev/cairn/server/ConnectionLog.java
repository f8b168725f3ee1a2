// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.server.config.directive.YesNo;
import dev.cairn.server.logging.ServerLog;
import dev.cairn.server.net.ConnectionEvents;
import dev.cairn.server.session.Session;

/** Writes what happens to connections into the server's log. */
final class ConnectionLog implements ConnectionEvents {
    private final ServerLog log;

    private final YesNo hideUserData;

    ConnectionLog(ServerLog log, YesNo hideUserData) {
        this.log = log;
        this.hideUserData = hideUserData;
    }

    @Override
    public void protocolError(Session session, String error) {
        log.verbose("Protocol error (" + error + ") from client: " + client(session));
    }

    @Override
    public void queryBufferExceeded(Session session) {
        log.warning("Closing client that reached max query buffer length: " + client(session));
    }

    @Override
    public void outputExceeded(Session session, long pendingBytes) {
        log.warning(
                "Client "
                        + client(session)
                        + " omem="
                        + pendingBytes
                        + " scheduled to be closed ASAP for overcoming of output buffer limits.");
    }

    @Override
    public void failed(Session session, Throwable cause) {
        log.verbose("Reading from client " + client(session) + ": " + cause);
    }

    @Override
    public void ended(Session session) {
        log.debug("Client closed connection " + client(session));
    }

    private String client(Session session) {
        return "id="
                + session.id()
                + " addr="
                + session.output().remoteAddress()
                + " name="
                + (hideUserData.isOn() ? "*redacted*" : session.name());
    }
}
