// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.server.config.directive.YesNo;
import dev.cairn.server.logging.ServerLog;
import dev.cairn.server.net.ConnectionEvents;
import dev.cairn.server.session.Session;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Writes what happens to connections into the server's log. */
final class ConnectionLog implements ConnectionEvents {
    /** Whoever opens connection after connection must not fill the log. */
    private static final long ATTACK_SILENCE_MILLIS = 60_000;

    private final ServerLog log;
    private final YesNo hideUserData;
    private long attackToldMillis;

    ConnectionLog(ServerLog log, YesNo hideUserData) {
        this.log = log;
        this.hideUserData = hideUserData;
    }

    @Override
    public void protocolError(Session session, String error) {
        log.verbose("Protocol error (" + error + ") from client: " + client(session));
    }

    @Override
    public void webRequest(Session session) {
        if (session.lastActiveMillis() - attackToldMillis > ATTACK_SILENCE_MILLIS) {
            attackToldMillis = session.lastActiveMillis();
            log.warning(
                    "Possible SECURITY ATTACK detected. It looks like somebody is sending POST or"
                        + " Host: commands to Cairn. This is likely due to an attacker attempting"
                        + " to use Cross Protocol Scripting to compromise your Cairn instance."
                        + " Connection from "
                            + session.output().remoteAddress()
                            + " aborted.");
        }
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
    public void evicted(Session session, long bytes) {
        log.notice("Evicting client: " + client(session) + " tot-mem=" + bytes);
    }

    @Override
    public void failed(Session session, Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        log.warning(
                "Closing client "
                        + client(session)
                        + " after a fault that is Cairn's own; please report it:");
        trace.toString().lines().forEach(log::warning);
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
