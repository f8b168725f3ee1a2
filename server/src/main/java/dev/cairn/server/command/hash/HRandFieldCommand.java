// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

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
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.hash.HashSampler;
import dev.cairn.storage.type.hash.Hashes;

/** Random fields of a hash: one; or up to a count of different ones; or, with a negative count, that many that may repeat. */
final class HRandFieldCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hrandfield", -2, CommandGroup.HASH)
                    .since("6.2.0")
                    .summary("Returns one or more random fields from a hash.")
                    .complexity("O(N) where N is the number of fields returned")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output");
    private static final ReplyError COUNT_OUT_OF_RANGE =
            ReplyError.of(
                    "ERR value is out of range, value must between -9223372036854775807 and"
                            + " 9223372036854775807");

    /**
     * How many fields that may repeat one command answers with. Valkey knows no limit but its memory, which such a command
     * alone can exhaust.
     */
    private static final long MOST_REPEATED = 1 << 24;

    private static void one(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.HASH);
        if (context.refused()) {
            return;
        }
        HashSampler sampler = context.database().hashes().sampler();
        if (entry != 0 && sampler.pick(entry)) {
            context.reply().bulk(sampler.field());
        } else {
            context.reply().nullBulk();
        }
    }

    private static long countOrReply(CommandContext context) {
        long count = context.longOrReply(2);
        if (context.refused()) {
            return 0;
        }
        boolean withValues = context.argc() == 4 && context.request().is(3, "WITHVALUES");
        long limit = withValues ? Long.MAX_VALUE / 2 : Long.MAX_VALUE;
        if (count == Long.MIN_VALUE) {
            context.refuse(COUNT_OUT_OF_RANGE);
        } else if (context.argc() > 3 && !withValues) {
            context.refuse(ReplyError.SYNTAX);
        } else if (Math.abs(count) > limit || count < -MOST_REPEATED) {
            context.refuse(ReplyError.OUT_OF_RANGE);
        }
        return count;
    }

    private static void repeating(
            CommandContext context, long entry, long count, boolean withValues) {
        HashSampler sampler = context.database().hashes().sampler();
        ReplyWriter reply = context.reply();
        if (!sampler.pick(entry)) {
            reply.array(0);
            return;
        }
        reply.array(withValues && reply.protocol() == 2 ? 2 * count : count);
        for (long i = 0; i < count; i++) {
            if (i > 0) {
                sampler.pick(entry);
            }
            write(reply, sampler.field(), sampler.value(), withValues);
        }
    }

    private static void different(
            CommandContext context, long entry, long count, boolean withValues) {
        Hashes hashes = context.database().hashes();
        ReplyWriter reply = context.reply();
        long shown = Math.min(count, hashes.visibleLength(entry));
        reply.array(withValues && reply.protocol() == 2 ? 2 * shown : shown);
        hashes.sampler()
                .pickDifferent(
                        entry,
                        count,
                        (field, value, expireAtMillis) -> write(reply, field, value, withValues));
    }

    private static void write(
            ReplyWriter reply, StoredBytes field, StoredBytes value, boolean withValues) {
        if (withValues && reply.protocol() == 3) {
            reply.array(2);
        }
        reply.bulk(field);
        if (withValues) {
            reply.bulk(value);
        }
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() == 2) {
            one(context);
            return;
        }
        long count = countOrReply(context);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.HASH);
        if (context.refused()) {
            return;
        }
        boolean withValues = context.argc() == 4;
        if (entry == 0 || count == 0) {
            context.reply().array(0);
        } else if (count < 0) {
            repeating(context, entry, -count, withValues);
        } else {
            different(context, entry, count, withValues);
        }
    }
}
