// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.server.session.Session;

/** What is worth a line in the server's log about connections. Called on the command thread. */
public interface ConnectionEvents {
    /** A client sent what is no RESP; its connection ends. */
    void protocolError(Session session, String error);

    /** A client sent HTTP, as a browser does that a web page makes speak to us; its connection ends. */
    void webRequest(Session session);

    /** A client's unfinished request is longer than {@code client-query-buffer-limit}. */
    void queryBufferExceeded(Session session);

    /** A client leaves more replies unfetched than {@code client-output-buffer-limit}. */
    void outputExceeded(Session session, long pendingBytes);

    /** All clients together take more than {@code maxmemory-clients}; this one takes most, and its connection ends. */
    void evicted(Session session, long bytes);

    /** A connection failed in a way that is no mere reset by the peer. */
    void failed(Session session, Throwable cause);

    /** A session has ended: forget what is remembered about it elsewhere. */
    void ended(Session session);
}
