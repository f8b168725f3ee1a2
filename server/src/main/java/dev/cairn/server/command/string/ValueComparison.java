// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;

import java.util.HexFormat;

/**
 * Compares the string that a key holds, or its digest, with what a client expects, as SET and DELEX do on a condition. A
 * digest is only looked at where there is a string to compare with, as in Redis 8. Reused from command to command.
 */
final class ValueComparison {
    private static final ReplyError NO_DIGEST =
            ReplyError.of("ERR must be exactly " + ValueDigest.DIGITS + " hexadecimal characters");

    /** What has to hold. */
    enum Kind {
        IFEQ(true, false),
        IFNE(false, false),
        IFDEQ(true, true),
        IFDNE(false, true);

        private static final Kind[] ALL = values();

        private final boolean equal;
        private final boolean digest;

        Kind(boolean equal, boolean digest) {
            this.equal = equal;
            this.digest = digest;
        }

        /** The kind that an argument names, or null. */
        static Kind named(Request request, int index) {
            for (Kind kind : ALL) {
                if (request.is(index, kind.name())) {
                    return kind;
                }
            }
            return null;
        }
    }

    private final ValueDigest digest = new ValueDigest();

    /** Whether an entry, which is 0 or a string, is as expected; without a string nothing is equal. */
    boolean holdsOrReply(CommandContext context, long entry, Kind kind, ByteSlice expected) {
        if (entry == 0) {
            return !kind.equal;
        }
        StoredBytes value = context.database().strings().value(entry);
        if (!kind.digest) {
            return value.equals(expected) == kind.equal;
        }
        if (expected.length() != ValueDigest.DIGITS) {
            context.refuse(NO_DIGEST);
            return false;
        }
        return expected.toLatin1().equalsIgnoreCase(HexFormat.of().toHexDigits(digest.of(value)))
                == kind.equal;
    }
}
