// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

import dev.cairn.server.resp.ReplySink;

/** How a session's replies leave, and how its connection ends. Called on the command thread. */
public interface SessionOutput extends ReplySink {
    /** Bytes that have been accepted and have not left yet. */
    long pendingBytes();

    /** Closes the connection once what has been accepted has left. */
    void closeAfterReplies();

    /** Closes the connection at once. */
    void closeNow();

    /** Takes up reading again after {@link Session#blocker()} has gone: handles input that has come meanwhile. */
    void resume();

    /** The client's address as {@code ip:port}, {@code [ip]:port} or the path of the unix socket with {@code :0}. */
    String remoteAddress();

    /** The server's address on this connection, in the same form. */
    String localAddress();

    /** The descriptor of the socket, or -1. */
    int descriptor();

    /** Bytes of input that have come and are not part of a finished request. */
    int queryBufferLength();

    /** Bytes that the buffer for input takes. */
    int queryBufferCapacity();

    /** Whether the connection came by a unix socket. */
    boolean isUnixSocket();
}
