// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.Effects;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.StreamIds;
import dev.cairn.storage.type.stream.Streams;

/** The options of XADD and XTRIM. Reused from call to call. */
final class TrimArguments {
    private static final ReplyError TWO_STRATEGIES =
            ReplyError.of(
                    "ERR syntax error, MAXLEN and MINID options at the same time are not"
                            + " compatible");
    private static final ReplyError NEGATIVE_LENGTH =
            ReplyError.of("ERR The MAXLEN argument must be >= 0.");
    private static final ReplyError NEGATIVE_LIMIT =
            ReplyError.of("ERR The LIMIT argument must be >= 0.");
    private static final ReplyError LIMIT_WITHOUT_STRATEGY =
            ReplyError.of(
                    "ERR syntax error, LIMIT cannot be used without specifying a trimming"
                            + " strategy");
    private static final ReplyError LIMIT_OF_EXACT =
            ReplyError.of("ERR syntax error, LIMIT cannot be used without the special ~ option");
    private static final ReplyError NO_STRATEGY =
            ReplyError.of("ERR syntax error, XTRIM must be called with a trimming strategy");

    /** Unless told otherwise, as many entries go at once as this many blocks hold, within these bounds. */
    private static final long BLOCKS_AT_ONCE = 100;

    private static final long FEWEST_AT_ONCE = 10_000;
    private static final long MOST_AT_ONCE = 1_000_000;

    private final IdArgument ids = new IdArgument();
    private final IdText text = new IdText();
    private final StreamId least = new StreamId();
    private final StreamId id = new StreamId();
    private final StreamId first = new StreamId();
    private boolean byLength;
    private boolean byId;
    private boolean approximate;
    private boolean limitGiven;
    private boolean onlyIfThere;
    private boolean idGiven;
    private boolean sequenceGiven;
    private long longest;
    private long limit;

    /** Reads the options; for XADD up to the id, whose place it returns. */
    int parseOrReply(CommandContext context, boolean adds) {
        clear();
        int at = 2;
        for (; at < context.argc() && !context.refused(); at++) {
            ByteSlice word = context.arg(at);
            boolean more = at + 1 < context.argc();
            if (adds && isSign(word, '*')) {
                break;
            } else if (more && word.equalsIgnoreCase("MAXLEN")) {
                at = lengthOrReply(context, operator(context, at));
            } else if (more && word.equalsIgnoreCase("MINID")) {
                at = leastOrReply(context, operator(context, at));
            } else if (more && word.equalsIgnoreCase("LIMIT")) {
                limitOrReply(context, ++at);
            } else if (adds && word.equalsIgnoreCase("NOMKSTREAM")) {
                onlyIfThere = true;
            } else if (adds) {
                ids.newOrReply(context, at, id);
                sequenceGiven = ids.sequenceGiven();
                idGiven = true;
                break;
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        if (!context.refused()) {
            settleOrReply(context, adds);
        }
        return at;
    }

    boolean isTrimming() {
        return byLength || byId;
    }

    boolean isApproximate() {
        return approximate;
    }

    /** Whether the stream must be there already. */
    boolean isOnlyIfThere() {
        return onlyIfThere;
    }

    /** Whether the milliseconds of the new id are given. */
    boolean isIdGiven() {
        return idGiven;
    }

    boolean isSequenceGiven() {
        return sequenceGiven;
    }

    StreamId id() {
        return id;
    }

    /** Trims as told; returns how many entries went. */
    long trim(Streams streams, long stream) {
        return streams.entries().trim(stream, longest, byId ? least : null, approximate, limit);
    }

    /** Adds to an effect how to trim to the same result, whatever blocks there are then: three arguments. */
    void nameExact(Effects effects, Streams streams, long stream) {
        effects.arg(byId ? "MINID" : "MAXLEN").arg("=");
        if (!approximate) {
            if (byId) {
                text.arg(effects, least);
            } else {
                effects.arg(longest);
            }
        } else if (byId) {
            if (!streams.entries().edge(stream, false, first)) {
                // Everything went.
                first.set(StreamIds.MAX, StreamIds.MAX);
            }
            text.arg(effects, first);
        } else {
            effects.arg(streams.length(stream));
        }
    }

    private void clear() {
        byLength = false;
        byId = false;
        approximate = false;
        limitGiven = false;
        onlyIfThere = false;
        idGiven = false;
        sequenceGiven = false;
        longest = 0;
        limit = 0;
    }

    /** Takes note of what stands between a strategy and its threshold; returns where the threshold stands. */
    private int operator(CommandContext context, int at) {
        if (isTrimming()) {
            context.refuse(TWO_STRATEGIES);
            return at;
        }
        approximate = false;
        boolean room = at + 2 < context.argc();
        if (room && isSign(context.arg(at + 1), '~')) {
            approximate = true;
            return at + 2;
        }
        return room && isSign(context.arg(at + 1), '=') ? at + 2 : at + 1;
    }

    private int lengthOrReply(CommandContext context, int at) {
        if (!context.refused()) {
            longest = context.longOrReply(at);
            byLength = true;
        }
        if (!context.refused() && longest < 0) {
            context.refuse(NEGATIVE_LENGTH);
        }
        return at;
    }

    private int leastOrReply(CommandContext context, int at) {
        if (!context.refused()) {
            ids.strictOrReply(context, at, 0, least);
            byId = true;
        }
        return at;
    }

    private void limitOrReply(CommandContext context, int at) {
        limit = context.longOrReply(at);
        limitGiven = true;
        if (!context.refused() && limit < 0) {
            context.refuse(NEGATIVE_LIMIT);
        }
    }

    private void settleOrReply(CommandContext context, boolean adds) {
        if (limit > 0 && !isTrimming()) {
            context.refuse(LIMIT_WITHOUT_STRATEGY);
        } else if (!adds && !isTrimming()) {
            context.refuse(NO_STRATEGY);
        } else if (limitGiven && !approximate) {
            context.refuse(LIMIT_OF_EXACT);
        } else if (approximate && !limitGiven) {
            long entries = context.keyspace().config().streamNodeMaxEntries();
            boolean many = entries > MOST_AT_ONCE / BLOCKS_AT_ONCE;
            limit = entries == 0 ? FEWEST_AT_ONCE : many ? MOST_AT_ONCE : BLOCKS_AT_ONCE * entries;
        }
    }

    private static boolean isSign(ByteSlice word, char sign) {
        return word.length() == 1 && word.at(0) == sign;
    }
}
