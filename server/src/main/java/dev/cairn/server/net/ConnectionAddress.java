// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Both ends of a connection as {@code CLIENT LIST} shows them, taken once. */
record ConnectionAddress(String remote, String local, boolean isUnixSocket, boolean isLoopback) {

    static ConnectionAddress ofTcp(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        return new ConnectionAddress(
                text(remote),
                text(channel.localAddress()),
                false,
                remote instanceof InetSocketAddress ip && ip.getAddress().isLoopbackAddress());
    }

    static ConnectionAddress ofUnixSocket(String path) {
        return new ConnectionAddress(path + ":0", path + ":0", true, true);
    }

    /** The descriptor of a channel's socket, or -1 where the transport does not tell. */
    static int descriptor(Channel channel) {
        return channel instanceof UnixChannel unix ? unix.fd().intValue() : -1;
    }

    private static String text(SocketAddress address) {
        if (!(address instanceof InetSocketAddress ip)) {
            // The peer was gone before it was asked for its name.
            return "?:0";
        }
        InetAddress host = ip.getAddress();
        String name = host.getHostAddress();
        int zone = name.indexOf('%');
        if (zone >= 0) {
            name = name.substring(0, zone);
        }
        if (name.equals("0:0:0:0:0:0:0:1")) {
            name = "::1";
        }
        return (host instanceof Inet6Address ? "[" + name + "]" : name) + ":" + ip.getPort();
    }
}
