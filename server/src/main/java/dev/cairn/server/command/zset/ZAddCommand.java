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
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.zset.SortedSetEdit;

import java.util.List;

/** Adds members or changes their scores: ZADD, and ZINCRBY, which adds to one score. */
final class ZAddCommand implements Command {
    private static final CommandSpec ZADD =
            CommandSpec.of("zadd", -4, CommandGroup.SORTED_SET)
                    .since("1.2.0")
                    .summary(
                            "Adds one or more members to a sorted set, or updates their scores. "
                                    + "Creates the key if it doesn't exist.")
                    .complexity(
                            "O(log(N)) for each item added, where N is the number of elements in "
                                    + "the sorted set.")
                    .changed("2.4.0", "Accepts multiple elements.")
                    .changed("3.0.2", "Added the `XX`, `NX`, `CH` and `INCR` options.")
                    .changed("6.2.0", "Added the `GT` and `LT` options.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RW", "update"));
    private static final CommandSpec ZINCRBY =
            CommandSpec.of("zincrby", 4, CommandGroup.SORTED_SET)
                    .since("1.2.0")
                    .summary("Increments the score of a member in a sorted set.")
                    .complexity("O(log(N)) where N is the number of elements in the sorted set.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RW", "access", "update"));
    private static final ReplyError NX_AND_XX =
            ReplyError.of("ERR XX and NX options at the same time are not compatible");
    private static final ReplyError GT_LT_NX =
            ReplyError.of("ERR GT, LT, and/or NX options at the same time are not compatible");
    private static final ReplyError ONE_INCREMENT =
            ReplyError.of("ERR INCR option supports a single increment-element pair");
    private static final ReplyError NOT_A_NUMBER =
            ReplyError.of("ERR resulting score is not a number (NaN)");

    private final CommandSpec spec;
    private boolean onlyNew;
    private boolean onlyPresent;
    private boolean greater;
    private boolean less;
    private boolean countChanged;
    private boolean increment;

    /** Where the first score stands. */
    private int first;

    private int added;
    private int updated;
    private int processed;
    private double[] scores = new double[64];

    private ZAddCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new ZAddCommand(ZADD), new ZAddCommand(ZINCRBY));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        parseOptions(context);
        int members = (context.argc() - first) / 2;
        if (members == 0 || (context.argc() - first) % 2 != 0) {
            context.refuse(ReplyError.SYNTAX);
        } else if (onlyNew && onlyPresent) {
            context.refuse(NX_AND_XX);
        } else if ((greater && onlyNew) || (less && onlyNew) || (greater && less)) {
            context.refuse(GT_LT_NX);
        } else if (increment && members > 1) {
            context.refuse(ONE_INCREMENT);
        }
        if (context.refused()) {
            return;
        }
        int longest = parseScoresOrReply(context, members);
        if (context.refused()) {
            return;
        }
        SortedSetEdit edit = context.database().sortedSets().edit(context.arg(1));
        if (edit.entry() != 0 && context.database().type(edit.entry()) != ValueType.ZSET) {
            context.refuse(ReplyError.WRONG_TYPE);
            return;
        }
        added = 0;
        updated = 0;
        processed = 0;
        double last = Double.NaN;
        if (edit.entry() != 0 || !onlyPresent) {
            edit.expect(members, longest);
            for (int i = 0; i < members; i++) {
                last = put(context, edit, context.arg(first + 2 * i + 1), scores[i]);
                if (context.refused()) {
                    return;
                }
            }
        }
        reply(context, last);
    }

    private void reply(CommandContext context, double score) {
        if (!increment) {
            context.reply().integer(countChanged ? added + updated : added);
        } else if (processed > 0) {
            context.reply().doubleValue(score);
        } else {
            context.reply().nullBulk();
        }
    }

    private void parseOptions(CommandContext context) {
        onlyNew = false;
        onlyPresent = false;
        greater = false;
        less = false;
        countChanged = false;
        increment = spec == ZINCRBY;
        first = 2;
        while (first < context.argc() && isOption(context, first)) {
            first++;
        }
    }

    private boolean isOption(CommandContext context, int index) {
        if (context.request().is(index, "NX")) {
            onlyNew = true;
        } else if (context.request().is(index, "XX")) {
            onlyPresent = true;
        } else if (context.request().is(index, "GT")) {
            greater = true;
        } else if (context.request().is(index, "LT")) {
            less = true;
        } else if (context.request().is(index, "CH")) {
            countChanged = true;
        } else if (context.request().is(index, "INCR")) {
            increment = true;
        } else {
            return false;
        }
        return true;
    }

    /** Reads all scores and returns the length of the longest member. */
    private int parseScoresOrReply(CommandContext context, int members) {
        if (scores.length < members) {
            scores = new double[members];
        }
        int longest = 0;
        for (int i = 0; i < members && !context.refused(); i++) {
            scores[i] = ScoreArgument.orReply(context, first + 2 * i, ReplyError.NOT_A_FLOAT);
            longest = Math.max(longest, context.arg(first + 2 * i + 1).length());
        }
        return longest;
    }

    /** Adds or changes one member; returns the score it has then, or would have. */
    private double put(CommandContext context, SortedSetEdit edit, ByteSlice member, double given) {
        double old = edit.find(member);
        if (Double.isNaN(old)) {
            if (!onlyPresent) {
                edit.add(given);
                added++;
                processed++;
            }
            return given;
        }
        if (onlyNew) {
            return old;
        }
        double score = increment ? old + given : given;
        if (Double.isNaN(score)) {
            context.refuse(NOT_A_NUMBER);
            return score;
        }
        if ((less && score >= old) || (greater && score <= old)) {
            return old;
        }
        if (score != old) {
            edit.rescore(score);
            updated++;
        }
        processed++;
        return score;
    }
}
