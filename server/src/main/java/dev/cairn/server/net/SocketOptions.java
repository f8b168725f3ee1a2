// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringSocketChannel;

/** The options of a client's socket. */
final class SocketOptions {
    private static final int KEEPALIVE_PROBES = 3;

    private SocketOptions() {}

    /**
     * Has the kernel probe an idle peer: first after {@code seconds}, then three times at a third of that, as Valkey does
     * ({@code src/anet.c}). Options that the transport lacks are left at the system's values.
     */
    static void keepAlive(Channel channel, int seconds) {
        channel.config().setOption(ChannelOption.SO_KEEPALIVE, seconds > 0);
        if (seconds == 0) {
            return;
        }
        int interval = Math.max(1, seconds / KEEPALIVE_PROBES);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, seconds);
            channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, interval);
            channel.config().setOption(EpollChannelOption.TCP_KEEPCNT, KEEPALIVE_PROBES);
        } else if (channel instanceof IoUringSocketChannel) {
            channel.config().setOption(IoUringChannelOption.TCP_KEEPIDLE, seconds);
            channel.config().setOption(IoUringChannelOption.TCP_KEEPINTVL, interval);
            channel.config().setOption(IoUringChannelOption.TCP_KEEPCNT, KEEPALIVE_PROBES);
        }
    }
}
