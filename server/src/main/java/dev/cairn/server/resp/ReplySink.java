// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

/** Where the bytes of replies go. */
@FunctionalInterface
public interface ReplySink {
    /** Takes these bytes; they are copied before the call returns. */
    void accept(byte[] bytes, int offset, int length);
}
