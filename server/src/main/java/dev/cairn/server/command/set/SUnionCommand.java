// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.hyperloglog.DistinctEstimate;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.type.set.SetBuilder;
import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.set.Sets;

import java.util.List;

/** SUNION, SUNIONSTORE and SUNIONCARD: what several sets have together. */
final class SUnionCommand {
    private SUnionCommand() {}

    static List<Command> all() {
        return List.of(new Reply(), new Store(), new Card());
    }

    /** SUNION. */
    private static final class Reply implements Command {
        private static final CommandSpec SPEC =
                CommandSpec.of("sunion", -2, CommandGroup.SET)
                        .since("1.0.0")
                        .summary("Returns the union of multiple sets.")
                        .complexity(
                                "O(N) where N is the total number of elements in all given sets.")
                        .flags(CommandFlag.READONLY)
                        .acl(AclCategory.SET)
                        .key(KeySpec.range(1, -1, 1, "RO", "access"))
                        .tips("nondeterministic_output_order");

        @Override
        public CommandSpec spec() {
            return SPEC;
        }

        @Override
        public void execute(CommandContext context) {
            long[] entries = SetAccess.entriesOrReply(context, 1, context.argc() - 1);
            if (context.refused()) {
                return;
            }
            if (entries.length == 1) {
                SetAccess.writeAll(context, entries[0]);
                return;
            }
            Sets sets = context.database().sets();
            Union union = new Union(sets, entries);
            if (union.isOfFew()) {
                CountedMembers.reply(context, union);
                return;
            }
            SetBuilder result = sets.builder().begin(Encoding.HASHTABLE);
            union.build(result, Long.MAX_VALUE);
            context.reply().set(result.count());
            result.forEach(context.reply()::bulk);
            result.abandon();
        }
    }

    /** SUNIONSTORE. */
    private static final class Store implements Command {
        private static final CommandSpec SPEC =
                CommandSpec.of("sunionstore", -3, CommandGroup.SET)
                        .since("1.0.0")
                        .summary("Stores the union of multiple sets in a key.")
                        .complexity(
                                "O(N) where N is the total number of elements in all given sets.")
                        .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                        .acl(AclCategory.SET)
                        .key(KeySpec.at(1, "OW", "update"))
                        .key(KeySpec.range(2, -1, 1, "RO", "access"));

        @Override
        public CommandSpec spec() {
            return SPEC;
        }

        @Override
        public void execute(CommandContext context) {
            long[] entries = SetAccess.entriesOrReply(context, 2, context.argc() - 2);
            if (context.refused()) {
                return;
            }
            Sets sets = context.database().sets();
            SetBuilder result = sets.builder().begin(Encoding.INTSET);
            Union union = new Union(sets, entries);
            if (union.isOfFew()) {
                CountedMembers.build(union, result);
            } else {
                union.build(result, Long.MAX_VALUE);
            }
            SetAccess.store(context, result);
        }
    }

    /** SUNIONCARD, as Redis 8 has it: counted in a set of its own, or with APPROX estimated in little memory. */
    private static final class Card implements Command {
        private final DistinctEstimate estimate = new DistinctEstimate();

        private static final CommandSpec SPEC =
                CommandSpec.of("sunioncard", -3, CommandGroup.SET)
                        .since("8.10.0")
                        .summary("Returns the number of members of the union of multiple sets.")
                        .complexity(
                                "O(N) where N is the total number of elements in all given sets.")
                        .flags(CommandFlag.READONLY)
                        .acl(AclCategory.SET)
                        .key(KeySpec.counted(1, "RO", "access"));

        @Override
        public CommandSpec spec() {
            return SPEC;
        }

        @Override
        public void execute(CommandContext context) {
            SetCount count = SetCount.parseOrReply(context, true);
            if (context.refused()) {
                return;
            }
            long[] entries =
                    SetAccess.entriesOrReply(context, SetCount.FIRST_KEY, count.keyCount());
            if (context.refused()) {
                return;
            }
            Sets sets = context.database().sets();
            if (count.isApproximate()) {
                context.reply().integer(estimate(sets, entries, count.limit()));
                return;
            }
            Union union = new Union(sets, entries);
            if (union.isOfFew()) {
                context.reply().integer(union.forEach(count.limit(), member -> {}));
                return;
            }
            SetBuilder result = sets.builder().begin(Encoding.HASHTABLE);
            union.build(result, count.limit());
            context.reply().integer(result.count());
            result.abandon();
        }

        private long estimate(Sets sets, long[] entries, long limit) {
            estimate.begin();
            // Before so many members more the limit cannot be reached.
            long left = limit;
            for (long entry : entries) {
                SetCursor cursor = entry == 0 ? null : sets.cursor(entry);
                while (cursor != null && cursor.next()) {
                    estimate.add(cursor.member());
                    if (--left == 0) {
                        left = limit - estimate.count();
                        if (left <= 0) {
                            return limit;
                        }
                    }
                }
            }
            return Math.min(estimate.count(), limit);
        }
    }
}
