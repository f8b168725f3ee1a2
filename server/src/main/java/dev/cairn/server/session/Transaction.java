// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespBuilder;

/**
 * The commands that a client has queued between {@code MULTI} and {@code EXEC}, as the bytes they came in, and whether
 * {@code EXEC} may still run them.
 */
public final class Transaction {
    private static final int KEPT_LENGTH = 64 * 1024;

    private RespBuilder queued = new RespBuilder();
    private int count;
    private boolean open;
    private boolean aborted;
    private boolean watchedChanged;
    private boolean writes;
    private boolean needsMemory;

    /** Whether {@code MULTI} has been called. */
    public boolean isOpen() {
        return open;
    }

    public void begin() {
        open = true;
    }

    /** Queues a request; says what it may do, so that {@code EXEC} can be refused or held back for it. */
    public void queue(Request request, boolean mayWrite, boolean mayNeedMemory) {
        writes |= mayWrite;
        needsMemory |= mayNeedMemory;
        queued.raw(request.rawArray(), request.rawOffset(), request.rawLength());
        count++;
    }

    /** How many commands are queued. */
    public int count() {
        return count;
    }

    /** Whether a queued command may write. */
    public boolean writes() {
        return writes;
    }

    /** Whether a queued command may need more memory. */
    public boolean needsMemory() {
        return needsMemory;
    }

    /** The queued commands as RESP, one after the other. */
    public RespBuilder queued() {
        return queued;
    }

    /** Notes that a command was refused while queueing: {@code EXEC} answers EXECABORT. */
    public void abort() {
        aborted = true;
    }

    public boolean isAborted() {
        return aborted;
    }

    /** Notes that a watched key has changed: {@code EXEC} answers null. */
    public void watchedChanged() {
        watchedChanged = true;
    }

    public boolean isWatchedChanged() {
        return watchedChanged;
    }

    /** Forgets that a watched key has changed. */
    public void forgetChange() {
        watchedChanged = false;
    }

    /** Forgets everything; watching ends with it. */
    public void clear() {
        open = false;
        aborted = false;
        watchedChanged = false;
        writes = false;
        needsMemory = false;
        count = 0;
        if (queued.array().length > KEPT_LENGTH) {
            queued = new RespBuilder();
        } else {
            queued.clear();
        }
    }
}
