// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.Streams;

/** How commands take up streams and groups. */
public final class StreamAccess {
    private StreamAccess() {}

    /** The streams of the session's database. */
    public static Streams streams(CommandContext context) {
        return context.database().streams();
    }

    /** The stream of a key for reading: 0 when there is none, and refused when it holds another type. */
    public static long findOrReply(CommandContext context, ByteSlice key) {
        long entry = context.findOrReply(key, ValueType.STREAM);
        return entry == 0 ? 0 : streams(context).stream(entry);
    }

    /** The stream of a key for a change: 0 when there is none, and refused when it holds another type. */
    public static long findForWriteOrReply(CommandContext context, ByteSlice key) {
        long entry = context.findForWriteOrReply(key, ValueType.STREAM);
        return entry == 0 ? 0 : streams(context).stream(entry);
    }

    /** Announces a change of the key. */
    public static void changed(CommandContext context, ByteSlice key) {
        context.database().changed(key);
    }

    /** {@code NOGROUP No such key '...' or consumer group '...'}. */
    public static void refuseNoGroup(CommandContext context) {
        context.refuse(
                "NOGROUP No such key '"
                        + shown(context.arg(1))
                        + "' or consumer group '"
                        + shown(context.arg(2))
                        + "'");
    }

    /** The group that argument 2 names of a stream that may be 0, for XCLAIM and its like; refused when there is none. */
    public static long groupOrReply(CommandContext context, long stream) {
        long group = stream == 0 ? 0 : streams(context).groups().find(stream, context.arg(2));
        if (group == 0) {
            refuseNoGroup(context);
        }
        return group;
    }

    /** {@code NOGROUP No such consumer group '...' for key name '...'}, of XGROUP and XINFO: key 2, group 3. */
    public static void refuseNoGroupOfKey(CommandContext context) {
        context.refuse(
                "NOGROUP No such consumer group '"
                        + shown(context.arg(3))
                        + "' for key name '"
                        + shown(context.arg(2))
                        + "'");
    }

    /** A text as Valkey puts it into an error: up to the first zero byte. */
    public static String shown(ByteSlice text) {
        String latin1 = text.toLatin1();
        int end = latin1.indexOf(0);
        return end < 0 ? latin1 : latin1.substring(0, end);
    }
}
