// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.resp.Request;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.server.session.SessionOutput;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A client without a socket: what it has been sent is text. */
final class FakeClient implements GatedOutput, SessionOutput {
    private final Engine engine;
    private final Session session;
    private final Request request = new Request();
    private final Deque<String> held = new ArrayDeque<>();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final StringBuilder received = new StringBuilder();
    private boolean resumed;

    FakeClient(Engine engine, long id) {
        this.engine = engine;
        this.session = new Session(id, this, 0);
    }

    /** Sends one request; false when it has to wait. */
    boolean send(String... words) {
        byte[][] arguments = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        request.setArguments(arguments);
        engine.startClock();
        engine.beginInput(this);
        boolean ran = engine.run(this, request);
        engine.endInput(this);
        return ran;
    }

    /** What has arrived since the last call. */
    String received() {
        String text = received.toString();
        received.setLength(0);
        return text;
    }

    boolean wasResumed() {
        return resumed;
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public void send() {
        received.append(gathered.toString(StandardCharsets.ISO_8859_1));
        gathered.reset();
    }

    @Override
    public void hold() {
        held.add(gathered.toString(StandardCharsets.ISO_8859_1));
        gathered.reset();
    }

    @Override
    public void release() {
        received.append(held.remove());
    }

    @Override
    public boolean isHolding() {
        return !held.isEmpty();
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        gathered.write(bytes, offset, length);
    }

    @Override
    public long pendingBytes() {
        return NoOutput.INSTANCE.pendingBytes();
    }

    @Override
    public void closeAfterReplies() {
        session.closeAfterReplies();
    }

    @Override
    public void closeNow() {
        session.closeAfterReplies();
    }

    @Override
    public void resume() {
        resumed = true;
    }

    @Override
    public String remoteAddress() {
        return "";
    }

    @Override
    public String localAddress() {
        return "";
    }

    @Override
    public int descriptor() {
        return -1;
    }

    @Override
    public int queryBufferLength() {
        return 0;
    }

    @Override
    public int queryBufferCapacity() {
        return 0;
    }

    @Override
    public boolean isUnixSocket() {
        return false;
    }
}
