// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.group;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.stream.StreamAccess;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.type.stream.StreamGroups;

/** How the subcommands of XGROUP take up the stream of argument 2 and the group of argument 3. */
final class GroupAccess {
    private static final ReplyError NO_KEY =
            ReplyError.of(
                    "ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you"
                            + " may want to use the MKSTREAM option to create an empty stream"
                            + " automatically.");
    private static final ReplyError BAD_ENTRIES_READ =
            ReplyError.of("ERR value for ENTRIESREAD must be positive or -1");

    private GroupAccess() {}

    /** The stream, refused if there is none, unless it may be absent. */
    static long streamOrReply(CommandContext context, boolean mayBeAbsent) {
        long stream = StreamAccess.findForWriteOrReply(context, context.arg(2));
        if (!context.refused() && stream == 0 && !mayBeAbsent) {
            context.refuse(NO_KEY);
        }
        return stream;
    }

    /** The group of a stream that is there. */
    static long groupOrReply(CommandContext context) {
        long stream = streamOrReply(context, false);
        if (context.refused()) {
            return 0;
        }
        long group = StreamAccess.streams(context).groups().find(stream, context.arg(3));
        if (group == 0) {
            StreamAccess.refuseNoGroupOfKey(context);
        }
        return group;
    }

    /** The number behind ENTRIESREAD. */
    static long entriesReadOrReply(CommandContext context, int index) {
        long read = context.longOrReply(index);
        if (!context.refused() && read < 0 && read != StreamGroups.UNKNOWN) {
            context.refuse(BAD_ENTRIES_READ);
        }
        return read;
    }

    /** {@code unknown subcommand or wrong number of arguments for '...'}: the options are not understood. */
    static void refuseOptions(CommandContext context) {
        context.refuse(
                "ERR unknown subcommand or wrong number of arguments for '"
                        + context.arg(1).toLatin1()
                        + "'. Try XGROUP HELP.");
    }
}
