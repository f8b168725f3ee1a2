// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection to a server over its unix socket, which says nothing and hides nothing by itself. */
public final class RespClient implements AutoCloseable {
    private final SocketChannel channel;
    private final InputStream in;

    public RespClient(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }

    public void send(byte[] request) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(request);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    public Reply read() throws IOException {
        return Reply.read(in);
    }

    /** Sends a command and waits for its reply. */
    public Reply call(Object... arguments) throws IOException {
        send(Step.of(0, arguments).encoded());
        return read();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
