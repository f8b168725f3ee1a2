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

/** SINTER, SINTERSTORE and SINTERCARD: what several sets share. */
final class SInterCommand {
    private SInterCommand() {}

    static List<Command> all() {
        return List.of(new Reply(), new Store(), new Card());
    }

    private static Intersection intersectionOrReply(
            CommandContext context, int firstKey, int count) {
        long[] entries = SetAccess.entriesOrReply(context, firstKey, count);
        return context.refused() ? null : new Intersection(context.database().sets(), entries);
    }

    /** SINTER. */
    private static final class Reply implements Command {
        private static final CommandSpec SPEC =
                CommandSpec.of("sinter", -2, CommandGroup.SET)
                        .since("1.0.0")
                        .summary("Returns the intersect of multiple sets.")
                        .complexity(
                                "O(N*M) worst case where N is the cardinality of the smallest set"
                                        + " and M is the number of sets.")
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
            Intersection shared = intersectionOrReply(context, 1, context.argc() - 1);
            if (shared == null) {
                return;
            }
            if (shared.isEmpty()) {
                context.reply().set(0);
                return;
            }
            CountedMembers.reply(context, shared);
        }
    }

    /** SINTERSTORE. */
    private static final class Store implements Command {
        private static final CommandSpec SPEC =
                CommandSpec.of("sinterstore", -3, CommandGroup.SET)
                        .since("1.0.0")
                        .summary("Stores the intersect of multiple sets in a key.")
                        .complexity(
                                "O(N*M) worst case where N is the cardinality of the smallest set"
                                        + " and M is the number of sets.")
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
            Intersection shared = intersectionOrReply(context, 2, context.argc() - 2);
            if (shared == null) {
                return;
            }
            SetBuilder result = context.database().sets().builder();
            if (shared.isEmpty()) {
                result.begin(Encoding.INTSET);
            } else {
                // What is shared by an intset are numbers; anything else begins as a listpack.
                boolean numbers = context.database().encoding(shared.smallest()) == Encoding.INTSET;
                result.begin(numbers ? Encoding.INTSET : Encoding.LISTPACK);
                CountedMembers.build(shared, result);
                result.preferIntset();
            }
            SetAccess.store(context, result);
        }
    }

    /** SINTERCARD. */
    private static final class Card implements Command {
        private static final CommandSpec SPEC =
                CommandSpec.of("sintercard", -3, CommandGroup.SET)
                        .since("7.0.0")
                        .summary("Returns the number of members of the intersect of multiple sets.")
                        .complexity(
                                "O(N*M) worst case where N is the cardinality of the smallest set"
                                        + " and M is the number of sets.")
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
            Intersection shared =
                    intersectionOrReply(context, SetCount.FIRST_KEY, count.keyCount());
            if (shared != null) {
                context.reply().integer(shared.forEach(count.limit(), member -> {}));
            }
        }
    }
}
