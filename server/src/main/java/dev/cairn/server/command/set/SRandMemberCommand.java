// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

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
import dev.cairn.storage.type.set.SetSampler;
import dev.cairn.storage.type.set.Sets;

/** Random members of a set: one; or up to a count of different ones; or, with a negative count, that many that may
 * repeat. */
final class SRandMemberCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("srandmember", -2, CommandGroup.SET)
                    .since("1.0.0")
                    .summary("Gets one or multiple random members from a set.")
                    .complexity(
                            "Without the count argument O(1), otherwise O(N) where N is the"
                                    + " absolute value of the passed count.")
                    .changed("2.6.0", "Added the optional `count` argument.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SET)
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

    private static void several(CommandContext context) {
        long count = context.longOrReply(2);
        if (!context.refused() && count == Long.MIN_VALUE) {
            context.refuse(COUNT_OUT_OF_RANGE);
        }
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.SET);
        if (context.refused()) {
            return;
        }
        ReplyWriter reply = context.reply();
        if (entry == 0 || count == 0) {
            reply.array(0);
        } else if (count < 0) {
            repeating(context, entry, -count);
        } else {
            Sets sets = context.database().sets();
            reply.array(Math.min(count, sets.size(entry)));
            sets.sampler().pickDifferent(entry, count, reply::bulk);
        }
    }

    private static void repeating(CommandContext context, long entry, long count) {
        SetSampler sampler = context.database().sets().sampler();
        context.reply().array(count);
        for (long i = 0; i < count; i++) {
            sampler.pick(entry);
            context.reply().bulk(sampler.member());
            if (i % CHECK_INTERVAL == 0 && context.session().isClosing()) {
                return;
            }
        }
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() > 3) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        if (context.argc() == 3) {
            several(context);
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.SET);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            context.reply().nullBulk();
            return;
        }
        SetSampler sampler = context.database().sets().sampler();
        sampler.pick(entry);
        context.reply().bulk(sampler.member());
    }
}
