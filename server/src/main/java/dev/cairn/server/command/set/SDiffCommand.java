// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.type.set.SetBuilder;

import java.util.List;

/** SDIFF, SDIFFSTORE and SDIFFCARD: what a set has that others have not. */
final class SDiffCommand {
    private SDiffCommand() {}

    static List<Command> all() {
        return List.of(new Reply(), new Store(), new Card());
    }

    private static Subtraction subtractionOrReply(CommandContext context, int firstKey, int count) {
        long[] entries = SetAccess.entriesOrReply(context, firstKey, count);
        return context.refused() ? null : new Subtraction(context.database().sets(), entries);
    }

    /** SDIFF. */
    private static final class Reply implements Command {
        private static final CommandSpec SPEC =
                CommandSpec.of("sdiff", -2, CommandGroup.SET)
                        .since("1.0.0")
                        .summary("Returns the difference of multiple sets.")
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
            Subtraction rest = subtractionOrReply(context, 1, context.argc() - 1);
            if (rest == null) {
                return;
            }
            if (rest.isEmpty()) {
                context.reply().set(0);
            } else if (rest.isCheaperByRemoving()) {
                SetBuilder result = context.database().sets().builder().begin(Encoding.HASHTABLE);
                rest.build(result);
                context.reply().set(result.count());
                result.forEach(context.reply()::bulk);
                result.abandon();
            } else {
                CountedMembers.reply(context, rest);
            }
        }
    }

    /** SDIFFSTORE. */
    private static final class Store implements Command {
        private static final CommandSpec SPEC =
                CommandSpec.of("sdiffstore", -3, CommandGroup.SET)
                        .since("1.0.0")
                        .summary("Stores the difference of multiple sets in a key.")
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
            Subtraction rest = subtractionOrReply(context, 2, context.argc() - 2);
            if (rest == null) {
                return;
            }
            SetBuilder result = context.database().sets().builder().begin(Encoding.INTSET);
            if (!rest.isEmpty()) {
                if (rest.isCheaperByRemoving()) {
                    rest.build(result);
                } else {
                    CountedMembers.build(rest, result);
                }
            }
            SetAccess.store(context, result);
        }
    }

    /** SDIFFCARD, as Redis 8 has it. */
    private static final class Card implements Command {
        private static final CommandSpec SPEC =
                CommandSpec.of("sdiffcard", -3, CommandGroup.SET)
                        .since("8.10.0")
                        .summary(
                                "Returns the number of members of the difference between the first"
                                        + " set and all successive sets.")
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
            SetCount count = SetCount.parseOrReply(context, false);
            if (context.refused()) {
                return;
            }
            Subtraction rest = subtractionOrReply(context, SetCount.FIRST_KEY, count.keyCount());
            if (rest != null) {
                context.reply().integer(rest.forEach(count.limit(), member -> {}));
            }
        }
    }
}
