// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

/** The output of a session without a client: replies go nowhere. Recovery replays the log through one. */
public final class NoOutput implements SessionOutput {
    public static final NoOutput INSTANCE = new NoOutput();

    private NoOutput() {}

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        // There is nobody to tell.
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void closeAfterReplies() {
        // There is no connection.
    }

    @Override
    public void closeNow() {
        // There is no connection.
    }

    @Override
    public void resume() {
        // There is no input.
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
