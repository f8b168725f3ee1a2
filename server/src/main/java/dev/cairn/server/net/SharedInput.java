// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

/** The command thread's scratch array for input, shared by the connections whose input is gathered. */
final class SharedInput {
    private byte[] array = new byte[64 * 1024];
    private int taken;

    /** Whether so much fits behind what others have taken. */
    boolean hasRoom(int length) {
        return taken == 0 || length <= array.length - taken;
    }

    /** Takes so many bytes of the array, for which there must be room; returns where they begin. */
    int take(int length) {
        assert hasRoom(length);
        if (array.length < length) {
            array = new byte[length];
        }
        int at = taken;
        taken += length;
        return at;
    }

    byte[] array() {
        return array;
    }

    /** Everything that was taken is free again. */
    void reset() {
        taken = 0;
    }
}
