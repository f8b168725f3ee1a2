// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.zset.SortedSetSampler;

/** Random members: one; or up to a count of different ones; or, with a negative count, that many that may repeat. */
final class ZRandMemberCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("zrandmember", -2, CommandGroup.SORTED_SET)
                    .since("6.2.0")
                    .summary("Returns one or more random members from a sorted set.")
                    .complexity("O(N) where N is the number of members returned")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output");
    private static final ReplyError COUNT_OUT_OF_RANGE =
            ReplyError.of(
                    "ERR value is out of range, value must between -9223372036854775807 and"
                            + " 9223372036854775807");

    /** A client whose connection is closing gets no more than this beyond it. */
    private static final int CHECK_INTERVAL = 1024;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long count = context.argc() == 2 ? 1 : countOrReply(context);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        boolean withScores = context.argc() == 4;
        SortedSetSampler sampler = context.database().sortedSets().sampler();
        ReplyWriter reply = context.reply();
        if (context.argc() == 2) {
            if (entry == 0) {
                reply.nullBulk();
            } else {
                sampler.pick(entry);
                reply.bulk(sampler.member());
            }
        } else if (entry == 0 || count == 0) {
            reply.array(0);
        } else if (count < 0) {
            repeating(context, entry, -count, withScores);
        } else {
            long shown = Math.min(count, context.database().sortedSets().length(entry));
            ScoredReply.begin(reply, shown, withScores);
            sampler.pickDifferent(
                    entry,
                    shown,
                    (member, score) -> ScoredReply.member(reply, member, score, withScores));
        }
    }

    private static long countOrReply(CommandContext context) {
        long count = context.longOrReply(2);
        if (context.refused()) {
            return 0;
        }
        boolean withScores = context.argc() == 4 && context.request().is(3, "WITHSCORES");
        long limit = withScores ? Long.MAX_VALUE / 2 : Long.MAX_VALUE;
        if (count == Long.MIN_VALUE) {
            context.refuse(COUNT_OUT_OF_RANGE);
        } else if (context.argc() > 3 && !withScores) {
            context.refuse(ReplyError.SYNTAX);
        } else if (Math.abs(count) > limit) {
            context.refuse(ReplyError.OUT_OF_RANGE);
        }
        return count;
    }

    private static void repeating(
            CommandContext context, long entry, long count, boolean withScores) {
        SortedSetSampler sampler = context.database().sortedSets().sampler();
        ReplyWriter reply = context.reply();
        ScoredReply.begin(reply, count, withScores);
        for (long i = 0; i < count; i++) {
            sampler.pick(entry);
            ScoredReply.member(reply, sampler.member(), sampler.score(), withScores);
            if (i % CHECK_INTERVAL == 0 && context.session().isClosing()) {
                return;
            }
        }
    }
}
