// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.BlockTimeout;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;

/** The options of XREAD and XREADGROUP, and where streams and ids stand. Reused from call to call. */
final class ReadArguments {
    private static final ReplyError GROUP_IN_XREAD =
            ReplyError.of(
                    "ERR The GROUP option is only supported by XREADGROUP. You called XREAD"
                            + " instead.");
    private static final ReplyError NOACK_IN_XREAD =
            ReplyError.of(
                    "ERR The NOACK option is only supported by XREADGROUP. You called XREAD"
                            + " instead.");
    private static final ReplyError NO_GROUP =
            ReplyError.of("ERR Missing GROUP option for XREADGROUP");

    private boolean blocking;
    private boolean acknowledging;
    private long deadlineMillis;
    private long count;
    private int groupAt;
    private int streamsAt;
    private int streams;

    void parseOrReply(CommandContext context, boolean ofGroup) {
        blocking = false;
        acknowledging = true;
        count = Long.MAX_VALUE;
        groupAt = 0;
        streamsAt = 0;
        for (int at = 1; at < context.argc() && streamsAt == 0; at++) {
            ByteSlice word = context.arg(at);
            int more = context.argc() - at - 1;
            if (more > 0 && word.equalsIgnoreCase("BLOCK")) {
                deadlineMillis = BlockTimeout.millisOrReply(context, ++at);
                blocking = true;
            } else if (more > 0 && word.equalsIgnoreCase("COUNT")) {
                long given = context.longOrReply(++at);
                count = given <= 0 ? Long.MAX_VALUE : given;
            } else if (more > 0 && word.equalsIgnoreCase("STREAMS")) {
                streamsOrReply(context, at + 1, ofGroup);
            } else if (more > 1 && word.equalsIgnoreCase("GROUP")) {
                groupAt = at + 1;
                at += 2;
                if (!ofGroup) {
                    context.refuse(GROUP_IN_XREAD);
                }
            } else if (word.equalsIgnoreCase("NOACK")) {
                acknowledging = false;
                if (!ofGroup) {
                    context.refuse(NOACK_IN_XREAD);
                }
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
            if (context.refused()) {
                return;
            }
        }
        if (streamsAt == 0) {
            context.refuse(ReplyError.SYNTAX);
        } else if (ofGroup && groupAt == 0) {
            context.refuse(NO_GROUP);
        }
    }

    boolean isBlocking() {
        return blocking;
    }

    /** Whether entries are pending until they are acknowledged. */
    boolean isAcknowledging() {
        return acknowledging;
    }

    long deadlineMillis() {
        return deadlineMillis;
    }

    /** How many entries of each stream are wanted at most. */
    long count() {
        return count;
    }

    ByteSlice group(CommandContext context) {
        return context.arg(groupAt);
    }

    ByteSlice consumer(CommandContext context) {
        return context.arg(groupAt + 1);
    }

    /** How many streams are named. */
    int streams() {
        return streams;
    }

    /** The argument that names the first stream. */
    int firstKey() {
        return streamsAt;
    }

    ByteSlice key(CommandContext context, int index) {
        return context.arg(streamsAt + index);
    }

    /** The argument that says behind which id of a stream to begin. */
    int idAt(int index) {
        return streamsAt + streams + index;
    }

    private void streamsOrReply(CommandContext context, int at, boolean ofGroup) {
        streamsAt = at;
        streams = (context.argc() - at) / 2;
        if ((context.argc() - at) % 2 != 0) {
            context.refuse(
                    "ERR Unbalanced '"
                            + context.command().fullName()
                            + "' list of streams: for each stream key an ID or '"
                            + (ofGroup ? '>' : '$')
                            + "' must be specified.");
        }
    }
}
