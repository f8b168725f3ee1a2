// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
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
    private int flagBits;

    /** Whether {@code MULTI} has been called. */
    public boolean isOpen() {
        return open;
    }

    public void begin() {
        open = true;
    }

    /** Queues a request; what its command may do, {@code EXEC} may do. */
    public void queue(Request request, CommandEntry command) {
        flagBits |= command.flagBits();
        queued.raw(request.rawArray(), request.rawOffset(), request.rawLength());
        count++;
    }

    /** How many commands are queued. */
    public int count() {
        return count;
    }

    /** Whether a queued command has this flag. */
    public boolean has(CommandFlag flag) {
        return (flagBits & flag.bit()) != 0;
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
        flagBits = 0;
        count = 0;
        if (queued.array().length > KEPT_LENGTH) {
            queued = new RespBuilder();
        } else {
            queued.clear();
        }
    }
}
