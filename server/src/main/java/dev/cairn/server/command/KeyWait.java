// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.storage.entry.ValueType;

/**
 * What a command that cannot answer yet waits for: that one of its keys gets a value of the right type. It is then run
 * again, from the beginning, and either answers or asks to wait once more, which keeps its place in the queues and its
 * deadline. When its time is over the client gets a null array.
 */
public final class KeyWait {
    private final ValueType type;
    private final int firstKey;
    private final int keyCount;
    private final long deadlineMillis;
    private boolean minding;
    private byte[][] retryArguments;

    private KeyWait(ValueType type, int firstKey, int keyCount, long deadlineMillis) {
        this.type = type;
        this.firstKey = firstKey;
        this.keyCount = keyCount;
        this.deadlineMillis = deadlineMillis;
    }

    /**
     * Waits for keys that stand one after the other among the arguments.
     *
     * @param deadlineMillis as {@link BlockTimeout} computes it, {@code Long.MAX_VALUE} for never
     */
    public static KeyWait on(ValueType type, int firstKey, int keyCount, long deadlineMillis) {
        return new KeyWait(type, firstKey, keyCount, deadlineMillis);
    }

    /** Runs the command again after every change of its keys, also when one goes or gets another type. */
    public KeyWait mindingEveryChange() {
        minding = true;
        return this;
    }

    /** Runs this in place of the request, the command's name included: what it said of "now" is fixed then. */
    public KeyWait retriedAs(byte[][] arguments) {
        retryArguments = arguments;
        return this;
    }

    public ValueType type() {
        return type;
    }

    /** The index of the first key among the request's arguments. */
    public int firstKey() {
        return firstKey;
    }

    public int keyCount() {
        return keyCount;
    }

    public long deadlineMillis() {
        return deadlineMillis;
    }

    public boolean isMindingEveryChange() {
        return minding;
    }

    /** What to run in place of the request, or null. */
    public byte[][] retryArguments() {
        return retryArguments;
    }
}
