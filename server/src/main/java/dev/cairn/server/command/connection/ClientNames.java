// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;

/** The rule for the names of clients and their libraries, which CLIENT LIST prints between spaces. */
public final class ClientNames {
    public static final ReplyError INVALID =
            ReplyError.of(
                    "ERR Client names cannot contain spaces, newlines or special characters.");

    private ClientNames() {}

    /** Whether every character is printable ASCII and no space. */
    public static boolean isValid(ByteSlice name) {
        for (int i = 0; i < name.length(); i++) {
            byte b = name.at(i);
            if (b < '!' || b > '~') {
                return false;
            }
        }
        return true;
    }
}
