// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.server.engine.Engine;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.server.resp.RespLimits;
import dev.cairn.server.session.Session;
import dev.cairn.server.session.SessionRegistry;
import dev.cairn.storage.time.Clock;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes new connections or turns them away, and holds what all connections share. The command thread owns it.
 */
public final class ConnectionAcceptor {
    private static final String TOO_MANY = "-ERR max number of clients reached\r\n";
    private static final String PROTECTED =
            "-DENIED Running in protected mode because protected mode is enabled and no password is"
                + " set for the default user. In this mode connections are only accepted from the"
                + " loopback interface. If you want to connect from external computers, you may"
                + " adopt one of the following solutions: 1) Just disable protected mode sending"
                + " the command 'CONFIG SET protected-mode no' from the loopback interface by"
                + " connecting from the same host the server is running, however MAKE SURE it's not"
                + " publicly accessible from internet if you do so. Use CONFIG REWRITE to make this"
                + " change permanent. 2) Alternatively you can just disable the protected mode by"
                + " editing the configuration file, and setting the protected mode option to 'no',"
                + " and then restarting the server. 3) If you started the server manually just for"
                + " testing, restart it with the '--protected-mode no' option. 4) Set up an"
                + " authentication password for the default user. NOTE: You only need to do one of"
                + " the above things in order for the server to start accepting connections from"
                + " the outside.\r\n";

    private final Engine engine;
    private final Clock clock;
    private final SessionRegistry sessions;
    private final RespLimits respLimits;
    private final ConnectionLimits limits;
    private final ServerMetrics.Traffic traffic;
    private final ConnectionEvents events;
    private final GatheredInput gathered;
    private RequestBatch batch = new RequestBatch();
    private final Set<ClientConnection> connections = new HashSet<>();
    private long pendingBytes;
    private long maxPendingBytes;
    private long inputBytes;

    public ConnectionAcceptor(
            Engine engine,
            Clock clock,
            SessionRegistry sessions,
            RespLimits respLimits,
            ConnectionLimits limits,
            ServerMetrics.Traffic traffic,
            ConnectionEvents events) {
        this.engine = engine;
        this.gathered = new GatheredInput(engine);
        this.clock = clock;
        this.sessions = sessions;
        this.respLimits = respLimits;
        this.limits = limits;
        this.traffic = traffic;
        this.events = events;
    }

    /** What sets up the connections that a TCP listener accepts. */
    ChannelInitializer<Channel> tcpInitializer() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                SocketOptions.keepAlive(channel, limits.keepAliveSeconds);
                accepted(channel, ConnectionAddress.ofTcp(channel));
            }
        };
    }

    /** What sets up the connections that a unix socket's listener accepts. */
    ChannelInitializer<Channel> unixInitializer(String path) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                accepted(channel, ConnectionAddress.ofUnixSocket(path));
            }
        };
    }

    private void accepted(Channel channel, ConnectionAddress address) {
        if (sessions.count() >= limits.maxClients) {
            turnAway(channel, TOO_MANY);
        } else if (limits.protectedMode
                && !address.isLoopback()
                && !engine.admission().isPasswordNeeded()) {
            turnAway(channel, PROTECTED);
        } else {
            ClientConnection connection =
                    new ClientConnection(this, channel, address, sessions.nextId(), clock.millis());
            channel.pipeline().addLast(connection);
            sessions.add(connection.session());
            connections.add(connection);
            traffic.connectionReceived();
        }
    }

    private void turnAway(Channel channel, String why) {
        sessions.rejected();
        traffic.connectionRejected();
        channel.writeAndFlush(Unpooled.copiedBuffer(why, StandardCharsets.ISO_8859_1))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Looks after idle clients and those that do not fetch their replies; to be called a few times a second. */
    public void onClock(long nowMillis) {
        List<ClientConnection> all = new ArrayList<>(connections);
        for (ClientConnection connection : all) {
            connection.onClock(nowMillis);
        }
    }

    /** Bytes of replies that clients have not fetched yet, over all clients. */
    public long pendingBytes() {
        return pendingBytes;
    }

    /** The most that {@link #pendingBytes} has been. */
    public long maxPendingBytes() {
        return maxPendingBytes;
    }

    void addPending(long change) {
        pendingBytes += change;
        maxPendingBytes = Math.max(maxPendingBytes, pendingBytes);
    }

    /** Lets clients go, those that take most first, while all together take more than they may. */
    void bound() {
        while (pendingBytes + inputBytes > limits.clientsBound) {
            ClientConnection largest = null;
            for (ClientConnection connection : connections) {
                if (!connection.session().isNoEvict()
                        && connection.sharedBytes()
                                > (largest == null ? 0 : largest.sharedBytes())) {
                    largest = connection;
                }
            }
            if (largest == null) {
                return;
            }
            traffic.clientEvicted();
            events.evicted(largest.session(), largest.sharedBytes());
            largest.closeNow();
        }
    }

    /** Bytes that unfinished requests take, over all clients. */
    public long inputBytes() {
        return inputBytes;
    }

    void addInput(long change) {
        inputBytes += change;
    }

    void ended(ClientConnection connection) {
        connections.remove(connection);
        sessions.remove(connection.session());
        events.ended(connection.session());
    }

    void webRequest(Session session) {
        events.webRequest(session);
    }

    void protocolError(Session session, String error) {
        events.protocolError(session, error);
    }

    void queryBufferExceeded(Session session) {
        traffic.queryBufferDisconnection();
        events.queryBufferExceeded(session);
    }

    void outputExceeded(Session session, long pending) {
        traffic.outputBufferDisconnection();
        events.outputExceeded(session, pending);
    }

    void failed(Session session, Throwable cause) {
        if (!(cause instanceof IOException)) {
            events.failed(session, cause);
        }
    }

    long nowMillis() {
        return clock.millis();
    }

    Engine engine() {
        return engine;
    }

    RespLimits respLimits() {
        return respLimits;
    }

    ConnectionLimits limits() {
        return limits;
    }

    ServerMetrics.Traffic traffic() {
        return traffic;
    }

    GatheredInput gathered() {
        return gathered;
    }

    /** Lends the batch; a connection that is served within another one's command gets one of its own. */
    RequestBatch borrowBatch() {
        RequestBatch lent = batch == null ? new RequestBatch() : batch;
        batch = null;
        return lent;
    }

    void returnBatch(RequestBatch returned) {
        batch = returned;
    }
}
