// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.RespBuilder;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;

/**
 * The effects that a command names in place of its own bytes: what the log is to repeat. Each is a command of its own,
 * deterministic, for the same database.
 *
 * <p>{@code effects.begin(3).arg("PEXPIREAT").arg(key).arg(atMillis)}; naming the next one ends the one before. The
 * command thread owns it; it is cleared before each command.
 */
public final class Effects {
    private final RespBuilder encoded = new RespBuilder();
    private final byte[] digits = new byte[AsciiNumbers.MAX_LENGTH];
    private byte[] scratch = new byte[64];
    private int count;
    private boolean none;

    /** Begins an effect of {@code argumentCount} arguments, the command's name included. */
    public Effects begin(int argumentCount) {
        encoded.array(argumentCount);
        count++;
        return this;
    }

    /** An argument of Latin-1 characters. */
    public Effects arg(String text) {
        int length = text.length();
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        for (int i = 0; i < length; i++) {
            scratch[i] = (byte) text.charAt(i);
        }
        encoded.bulk(scratch, 0, length);
        return this;
    }

    /** An argument given as bytes that are kept as a constant, or were made for this. */
    public Effects arg(byte[] bytes) {
        encoded.bulk(bytes, 0, bytes.length);
        return this;
    }

    public Effects arg(ByteSlice bytes) {
        encoded.bulk(bytes.array(), bytes.offset(), bytes.length());
        return this;
    }

    public Effects arg(StoredBytes bytes) {
        int length = bytes.length();
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        bytes.copyTo(scratch, 0);
        encoded.bulk(scratch, 0, length);
        if (scratch.length > 1 << 20) {
            scratch = new byte[64];
        }
        return this;
    }

    public Effects arg(long value) {
        encoded.bulk(digits, 0, AsciiNumbers.write(value, digits, 0));
        return this;
    }

    /** Says that what the command changed is not to be logged at all, nor what was named so far. */
    public void none() {
        clear();
        none = true;
    }

    /** Forgets what was named. */
    public void clear() {
        encoded.clear();
        count = 0;
        none = false;
    }

    /** Whether the command named its effects, be it that there are none. */
    public boolean named() {
        return none || count > 0;
    }

    /** How many effects were named. */
    public int count() {
        return count;
    }

    /** The effects as RESP, one after the other. */
    public RespBuilder encoded() {
        return encoded;
    }
}
