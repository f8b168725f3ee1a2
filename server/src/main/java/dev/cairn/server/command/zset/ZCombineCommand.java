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
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.zset.SortedSetBuilder;

import java.util.List;

/**
 * Union, intersection and difference of sorted sets and sets, shown or stored under another key. What comes of it stands
 * in a sorted set beside the keyspace until it is complete.
 */
final class ZCombineCommand implements Command {
    private static final CommandSpec ZUNION =
            CommandSpec.of("zunion", -3, CommandGroup.SORTED_SET)
                    .since("6.2.0")
                    .summary("Returns the union of multiple sorted sets.")
                    .complexity(
                            "O(N)+O(M*log(M)) with N being the sum of the sizes of the input sorted"
                                    + " sets, and M being the number of elements in the resulting"
                                    + " sorted set.")
                    .flags(CommandFlag.READONLY, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.counted(1, "RO", "access"));
    private static final CommandSpec ZUNIONSTORE =
            CommandSpec.of("zunionstore", -4, CommandGroup.SORTED_SET)
                    .since("2.0.0")
                    .summary("Stores the union of multiple sorted sets in a key.")
                    .complexity(
                            "O(N)+O(M log(M)) with N being the sum of the sizes of the input sorted"
                                    + " sets, and M being the number of elements in the resulting"
                                    + " sorted set.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "OW", "update"))
                    .key(KeySpec.counted(2, "RO", "access"));
    private static final CommandSpec ZINTER =
            CommandSpec.of("zinter", -3, CommandGroup.SORTED_SET)
                    .since("6.2.0")
                    .summary("Returns the intersect of multiple sorted sets.")
                    .complexity(
                            "O(N*K)+O(M*log(M)) worst case with N being the smallest input sorted"
                                + " set, K being the number of input sorted sets and M being the"
                                + " number of elements in the resulting sorted set.")
                    .flags(CommandFlag.READONLY, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.counted(1, "RO", "access"));
    private static final CommandSpec ZINTERSTORE =
            CommandSpec.of("zinterstore", -4, CommandGroup.SORTED_SET)
                    .since("2.0.0")
                    .summary("Stores the intersect of multiple sorted sets in a key.")
                    .complexity(
                            "O(N*K)+O(M*log(M)) worst case with N being the smallest input sorted"
                                + " set, K being the number of input sorted sets and M being the"
                                + " number of elements in the resulting sorted set.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "OW", "update"))
                    .key(KeySpec.counted(2, "RO", "access"));
    private static final CommandSpec ZDIFF =
            CommandSpec.of("zdiff", -3, CommandGroup.SORTED_SET)
                    .since("6.2.0")
                    .summary("Returns the difference between multiple sorted sets.")
                    .complexity(
                            "O(L + (N-K)log(N)) worst case where L is the total number of elements"
                                + " in all the sets, N is the size of the first set, and K is the"
                                + " size of the result set.")
                    .flags(CommandFlag.READONLY, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.counted(1, "RO", "access"));
    private static final CommandSpec ZDIFFSTORE =
            CommandSpec.of("zdiffstore", -4, CommandGroup.SORTED_SET)
                    .since("6.2.0")
                    .summary("Stores the difference of multiple sorted sets in a key.")
                    .complexity(
                            "O(L + (N-K)log(N)) worst case where L is the total number of elements"
                                + " in all the sets, N is the size of the first set, and K is the"
                                + " size of the result set.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "OW", "update"))
                    .key(KeySpec.counted(2, "RO", "access"));
    private static final ReplyError WEIGHT_NOT_A_FLOAT =
            ReplyError.of("ERR weight value is not a float");

    /** What is done with the sources. */
    private enum Kind {
        UNION,
        INTERSECTION,
        DIFFERENCE
    }

    /** What becomes of the scores of a member that several sources have. */
    private enum Aggregate {
        SUM,
        MIN,
        MAX;

        double of(double one, double other) {
            return switch (this) {
                case SUM -> {
                    // The sum of the infinities is taken to be nothing.
                    double sum = one + other;
                    yield Double.isNaN(sum) ? 0 : sum;
                }
                case MIN -> other < one ? other : one;
                case MAX -> other > one ? other : one;
            };
        }
    }

    private final CommandSpec spec;
    private final Kind kind;
    private final boolean stores;
    private Aggregate aggregate = Aggregate.SUM;
    private boolean withScores;

    private ZCombineCommand(CommandSpec spec, Kind kind, boolean stores) {
        this.spec = spec;
        this.kind = kind;
        this.stores = stores;
    }

    static List<Command> all() {
        return List.of(
                new ZCombineCommand(ZUNION, Kind.UNION, false),
                new ZCombineCommand(ZUNIONSTORE, Kind.UNION, true),
                new ZCombineCommand(ZINTER, Kind.INTERSECTION, false),
                new ZCombineCommand(ZINTERSTORE, Kind.INTERSECTION, true),
                new ZCombineCommand(ZDIFF, Kind.DIFFERENCE, false),
                new ZCombineCommand(ZDIFFSTORE, Kind.DIFFERENCE, true));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int numkeys = stores ? 2 : 1;
        int keys = CombinedSource.countOrReply(context, numkeys);
        if (context.refused()) {
            return;
        }
        List<CombinedSource> sources = CombinedSource.findOrReply(context, numkeys + 1, keys);
        if (context.refused()) {
            return;
        }
        parseOptionsOrReply(context, numkeys + 1 + keys, sources);
        if (context.refused()) {
            return;
        }
        SortedSetBuilder builder = context.database().sortedSets().builder();
        builder.begin();
        try {
            switch (kind) {
                case UNION -> unite(sources, builder);
                case INTERSECTION -> intersect(sources, builder);
                case DIFFERENCE -> subtract(sources, builder);
            }
            if (stores) {
                store(context, builder);
            } else {
                show(context.reply(), builder);
            }
        } finally {
            builder.abandon();
        }
    }

    private void parseOptionsOrReply(
            CommandContext context, int from, List<CombinedSource> sources) {
        aggregate = Aggregate.SUM;
        withScores = false;
        boolean weighs = kind != Kind.DIFFERENCE;
        for (int i = from; i < context.argc() && !context.refused(); i++) {
            int left = context.argc() - i - 1;
            if (weighs && left >= sources.size() && context.request().is(i, "WEIGHTS")) {
                for (CombinedSource source : sources) {
                    source.weight(ScoreArgument.orReply(context, ++i, WEIGHT_NOT_A_FLOAT));
                    if (context.refused()) {
                        return;
                    }
                }
            } else if (weighs && left >= 1 && context.request().is(i, "AGGREGATE")) {
                aggregateOrReply(context, ++i);
            } else if (!stores && context.request().is(i, "WITHSCORES")) {
                withScores = true;
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
    }

    private void aggregateOrReply(CommandContext context, int index) {
        if (context.request().is(index, "SUM")) {
            aggregate = Aggregate.SUM;
        } else if (context.request().is(index, "MIN")) {
            aggregate = Aggregate.MIN;
        } else if (context.request().is(index, "MAX")) {
            aggregate = Aggregate.MAX;
        } else {
            context.refuse(ReplyError.SYNTAX);
        }
    }

    private void unite(List<CombinedSource> sources, SortedSetBuilder builder) {
        // From the smallest to the largest, as in Valkey: sums of doubles depend on the order.
        sources.sort(CombinedSource.BY_LENGTH);
        builder.expect(sources.getLast().length());
        for (CombinedSource source : sources) {
            source.start();
            source.lookingUpIn(builder.root());
            while (source.next()) {
                ByteSlice member = source.member();
                long found = builder.find(member);
                if (found == 0) {
                    builder.addNew(member, source.score());
                } else {
                    double sum = aggregate.of(builder.score(found), source.score());
                    builder.rescore(found, sum);
                }
            }
        }
    }

    private void intersect(List<CombinedSource> sources, SortedSetBuilder builder) {
        sources.sort(CombinedSource.BY_LENGTH);
        CombinedSource smallest = sources.getFirst();
        if (smallest.length() == 0) {
            return;
        }
        expectAll(smallest, builder);
        smallest.start(sources);
        while (smallest.next()) {
            ByteSlice member = smallest.member();
            double score = smallest.score();
            int i = 1;
            for (; i < sources.size(); i++) {
                double other =
                        sources.get(i).sameAs(smallest)
                                ? smallest.plainScore()
                                : sources.get(i).scoreOf(member);
                if (Double.isNaN(other)) {
                    break;
                }
                // Infinity times zero makes nothing of a whole sum, and is passed over else, as in
                // Valkey.
                score = aggregate.of(score, sources.get(i).times(other));
            }
            if (i == sources.size()) {
                builder.addNew(member, score);
            }
        }
    }

    private void subtract(List<CombinedSource> sources, SortedSetBuilder builder) {
        CombinedSource first = sources.getFirst();
        expectAll(first, builder);
        first.start(sources);
        while (first.next()) {
            ByteSlice member = first.member();
            int i = 1;
            while (i < sources.size() && Double.isNaN(sources.get(i).scoreOf(member))) {
                i++;
            }
            if (i == sources.size()) {
                builder.addNew(member, first.score());
            }
        }
    }

    /** Makes room for all members of a source that is walked, if that is only for as long as it takes to answer. */
    private void expectAll(CombinedSource walked, SortedSetBuilder builder) {
        if (!stores) {
            builder.expect(walked.length());
        }
    }

    private static void store(CommandContext context, SortedSetBuilder builder) {
        long count = builder.count();
        if (count == 0) {
            context.database().delete(context.arg(1), false);
        } else {
            builder.end(context.database(), context.arg(1), -1);
            context.database().changed(context.arg(1));
        }
        context.reply().integer(count);
    }

    private void show(ReplyWriter reply, SortedSetBuilder builder) {
        ScoredReply.begin(reply, builder.count(), withScores);
        builder.show((member, score) -> ScoredReply.member(reply, member, score, withScores));
    }
}
