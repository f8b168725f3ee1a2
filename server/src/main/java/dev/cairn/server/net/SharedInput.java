// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

/** The command thread's scratch array for input, shared by all its connections. */
final class SharedInput {
    private byte[] array = new byte[64 * 1024];

    /** An array of at least this length; valid until the next call. */
    byte[] atLeast(int length) {
        if (array.length < length) {
            array = new byte[length];
        }
        return array;
    }
}
