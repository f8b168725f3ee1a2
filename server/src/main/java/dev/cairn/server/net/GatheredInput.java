// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.server.engine.Engine;

import io.netty.buffer.ByteBuf;

/**
 * The input that arrives in one turn of the loop, from however many connections, served at the turn's end: so the keys of
 * clients who send one request at a time are looked up together, as those of a pipeline are.
 *
 * <p>The connections are served in the order in which their input came. The command thread owns it.
 */
final class GatheredInput {
    private static final int MOST_CONNECTIONS = 64;

    private final Engine engine;
    private final SharedInput shared = new SharedInput();
    private final RequestBatch batch = new RequestBatch();
    private final ClientConnection[] connections = new ClientConnection[MOST_CONNECTIONS];
    private final Runnable serve;
    private int count;
    private boolean announced;

    GatheredInput(Engine engine) {
        this.engine = engine;
        this.serve = engine.loop().guarded(this::serve);
    }

    SharedInput shared() {
        return shared;
    }

    /** Takes what a connection has sent. What it sent before is served first if it is still here. */
    void add(ClientConnection connection, ByteBuf bytes) {
        if (connection.isGathered()
                || count == MOST_CONNECTIONS
                || !shared.hasRoom(bytes.readableBytes())) {
            serve();
        }
        connection.gather(bytes);
        connections[count++] = connection;
        if (!announced) {
            announced = true;
            engine.loop().atTickEnd(serve);
        }
    }

    /** Serves a connection that is about to end, if it is here. */
    void serveBeforeEnd(ClientConnection connection) {
        if (connection.isGathered()) {
            serve();
        }
    }

    private void serve() {
        announced = false;
        for (int served = 0; served < count; ) {
            served = serve(served);
        }
        count = 0;
        shared.reset();
    }

    /** Serves the connections from one on whose requests fit into a batch; returns where the next one begins. */
    private int serve(int from) {
        batch.clear();
        int to = from;
        while (to < count && !batch.isFull()) {
            connections[to++].decode(batch);
        }
        batch.lookAhead(engine);
        engine.startClock();
        for (int i = from; i < to; i++) {
            ClientConnection connection = connections[i];
            connections[i] = null;
            connection.serveGathered(batch);
        }
        return to;
    }
}
