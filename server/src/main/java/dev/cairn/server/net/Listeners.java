// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.unix.DomainSocketAddress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The sockets that the server listens on. Used by the thread that starts and stops the server. */
public final class Listeners implements AutoCloseable {
    private final CommandLoop loop;
    private final Transport transport;
    private final ConnectionAcceptor acceptor;
    private final List<Channel> channels = new ArrayList<>();
    private Path unixPath;

    public Listeners(CommandLoop loop, Transport transport, ConnectionAcceptor acceptor) {
        this.loop = loop;
        this.transport = transport;
        this.acceptor = acceptor;
    }

    /** Listens on a TCP address; port 0 takes any free one. Returns the port. */
    public int listen(InetSocketAddress address, int backlog) throws IOException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loop.group())
                        .channel(transport.tcpChannel())
                        .option(ChannelOption.SO_BACKLOG, backlog)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(acceptor.tcpInitializer());
        Channel channel = bind(bootstrap, address);
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /**
     * Listens on a unix socket. A socket file that a former server left behind is replaced.
     *
     * @param permissions as in {@code unixsocketperm}, the nine lowest bits; 0 leaves what the umask gives
     */
    public void listenUnix(Path path, int permissions, String group, int backlog)
            throws IOException {
        if (transport.unixChannel() == null) {
            throw new IOException(
                    "the transport " + transport + " has no unix sockets; use epoll or nio");
        }
        Files.deleteIfExists(path);
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loop.group())
                        .channel(transport.unixChannel())
                        .option(ChannelOption.SO_BACKLOG, backlog)
                        .childHandler(acceptor.unixInitializer(path.toString()));
        SocketAddress address =
                transport == Transport.NIO
                        ? UnixDomainSocketAddress.of(path)
                        : new DomainSocketAddress(path.toString());
        bind(bootstrap, address);
        unixPath = path;
        if (!group.isEmpty()) {
            Files.getFileAttributeView(path, PosixFileAttributeView.class)
                    .setGroup(
                            path.getFileSystem()
                                    .getUserPrincipalLookupService()
                                    .lookupPrincipalByGroupName(group));
        }
        if (permissions != 0) {
            Files.setPosixFilePermissions(path, permissions(permissions));
        }
    }

    private Channel bind(ServerBootstrap bootstrap, SocketAddress address) throws IOException {
        // The engine bounds what waits to be sent; Netty's own marks only wake a client that was
        // restrained.
        bootstrap.childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(
                        (int) ConnectionLimits.RESTRAINED_CLIENT_BYTES / 2,
                        (int) ConnectionLimits.RESTRAINED_CLIENT_BYTES));
        ChannelFuture future = bootstrap.bind(address).awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw future.cause() instanceof IOException failure
                    ? failure
                    : new IOException(future.cause());
        }
        channels.add(future.channel());
        return future.channel();
    }

    /** Takes no further connections; those at hand stay. */
    @Override
    public void close() throws IOException {
        for (Channel channel : channels) {
            channel.close().awaitUninterruptibly();
        }
        channels.clear();
        if (unixPath != null) {
            Files.deleteIfExists(unixPath);
        }
    }

    private static Set<PosixFilePermission> permissions(int bits) {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if (((bits >> (all.length - 1 - i)) & 1) != 0) {
                set.add(all[i]);
            }
        }
        return set;
    }
}
