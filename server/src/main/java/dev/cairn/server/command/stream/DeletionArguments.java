// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** The options of XDELEX and XACKDEL, and the deletion that they ask for. Reused from call to call. */
final class DeletionArguments {
    /** What is answered for an entry that is not there. */
    static final int ABSENT = -1;

    static final int DELETED = 1;

    /** What is answered for an entry that stays because groups still need it. */
    static final int REFERENCED = 2;

    private static final ReplyError BAD_COUNT =
            ReplyError.of("ERR Number of IDs must be a positive integer");
    private static final ReplyError COUNT_MISMATCH =
            ReplyError.of("ERR The `numids` parameter must match the number of arguments");

    private final IdList ids = new IdList();
    private final StreamId last = new StreamId();
    private ReferencePolicy policy = ReferencePolicy.KEEPREF;

    /** Reads the policy, and the ids behind IDS and their number. */
    void parseOrReply(CommandContext context, int from) {
        policy = ReferencePolicy.KEEPREF;
        boolean policyGiven = false;
        boolean idsGiven = false;
        for (int at = from; at < context.argc() && !context.refused(); at++) {
            ByteSlice word = context.arg(at);
            ReferencePolicy named = policy(word);
            if (named != null && !policyGiven) {
                policy = named;
                policyGiven = true;
            } else if (at + 1 < context.argc() && word.equalsIgnoreCase("IDS") && !idsGiven) {
                long count = context.rangeOrReply(at + 1, 1, Integer.MAX_VALUE, BAD_COUNT);
                at += 2;
                if (!context.refused() && count > context.argc() - at) {
                    context.refuse(COUNT_MISMATCH);
                }
                if (!context.refused()) {
                    ids.parseOrReply(context, at, at + (int) count);
                }
                idsGiven = true;
                at += (int) count - 1;
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        if (!context.refused() && !idsGiven) {
            context.refuse(ReplyError.SYNTAX);
        }
    }

    IdList ids() {
        return ids;
    }

    /** Deletes an entry as the policy has it; answers with one of the three numbers. */
    int delete(Streams streams, long stream, StreamId id) {
        boolean exists = streams.entries().exists(stream, id);
        if (exists && policy == ReferencePolicy.ACKED && isReferenced(streams, stream, id)) {
            return REFERENCED;
        }
        if (policy == ReferencePolicy.DELREF) {
            dropReferences(streams, stream, id);
        }
        return exists && streams.entries().delete(stream, id) ? DELETED : ABSENT;
    }

    private boolean isReferenced(Streams streams, long stream, StreamId id) {
        StreamGroups groups = streams.groups();
        for (int i = 0; i < groups.count(stream); i++) {
            long group = groups.group(stream, i);
            if (groups.last(group, last).compare(id) < 0
                    || streams.pending().find(group, id) != 0) {
                return true;
            }
        }
        return false;
    }

    private static void dropReferences(Streams streams, long stream, StreamId id) {
        StreamGroups groups = streams.groups();
        for (int i = 0; i < groups.count(stream); i++) {
            long group = groups.group(stream, i);
            long record = streams.pending().find(group, id);
            if (record != 0) {
                streams.pending().remove(record);
            }
        }
    }

    private static ReferencePolicy policy(ByteSlice word) {
        if (word.equalsIgnoreCase("KEEPREF")) {
            return ReferencePolicy.KEEPREF;
        }
        if (word.equalsIgnoreCase("DELREF")) {
            return ReferencePolicy.DELREF;
        }
        return word.equalsIgnoreCase("ACKED") ? ReferencePolicy.ACKED : null;
    }
}
