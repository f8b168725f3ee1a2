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
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.zset.SortedSetBuilder;
import dev.cairn.storage.type.zset.SortedSetCursor;

import java.util.List;

/** The members of a range, shown or stored under another key. */
final class ZRangeCommand implements Command {
    private static final CommandSpec ZRANGE =
            CommandSpec.of("zrange", -4, CommandGroup.SORTED_SET)
                    .since("1.2.0")
                    .summary("Returns members in a sorted set within a range of indexes.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and "
                                    + "M the number of elements returned.")
                    .changed("6.2.0", "Added the `REV`, `BYSCORE`, `BYLEX` and `LIMIT` options.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec ZRANGESTORE =
            CommandSpec.of("zrangestore", -5, CommandGroup.SORTED_SET)
                    .since("6.2.0")
                    .summary("Stores a range of members from sorted set in a key.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and "
                                    + "M the number of elements stored into the destination key.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "OW", "update"))
                    .key(KeySpec.at(2, "RO", "access"));
    private static final CommandSpec ZREVRANGE =
            CommandSpec.of("zrevrange", -4, CommandGroup.SORTED_SET)
                    .since("1.2.0")
                    .summary(
                            "Returns members in a sorted set within a range of indexes in reverse "
                                    + "order.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and "
                                    + "M the number of elements returned.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec ZRANGEBYSCORE =
            CommandSpec.of("zrangebyscore", -4, CommandGroup.SORTED_SET)
                    .since("1.0.5")
                    .summary("Returns members in a sorted set within a range of scores.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and"
                                + " M the number of elements being returned. If M is constant (e.g."
                                + " always asking for the first 10 elements with LIMIT), you can"
                                + " consider it O(log(N)).")
                    .changed("2.0.0", "Added the `WITHSCORES` modifier.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec ZREVRANGEBYSCORE =
            CommandSpec.of("zrevrangebyscore", -4, CommandGroup.SORTED_SET)
                    .since("2.2.0")
                    .summary(
                            "Returns members in a sorted set within a range of scores in reverse "
                                    + "order.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and"
                                + " M the number of elements being returned. If M is constant (e.g."
                                + " always asking for the first 10 elements with LIMIT), you can"
                                + " consider it O(log(N)).")
                    .changed("2.1.6", "`min` and `max` can be exclusive.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec ZRANGEBYLEX =
            CommandSpec.of("zrangebylex", -4, CommandGroup.SORTED_SET)
                    .since("2.8.9")
                    .summary("Returns members in a sorted set within a lexicographical range.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and"
                                + " M the number of elements being returned. If M is constant (e.g."
                                + " always asking for the first 10 elements with LIMIT), you can"
                                + " consider it O(log(N)).")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec ZREVRANGEBYLEX =
            CommandSpec.of("zrevrangebylex", -4, CommandGroup.SORTED_SET)
                    .since("2.8.9")
                    .summary(
                            "Returns members in a sorted set within a lexicographical range in "
                                    + "reverse order.")
                    .complexity(
                            "O(log(N)+M) with N being the number of elements in the sorted set and"
                                + " M the number of elements being returned. If M is constant (e.g."
                                + " always asking for the first 10 elements with LIMIT), you can"
                                + " consider it O(log(N)).")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final ReplyError LIMIT_MISPLACED =
            ReplyError.of(
                    "ERR syntax error, LIMIT is only supported in combination with either BYSCORE"
                            + " or BYLEX");
    private static final ReplyError SCORES_MISPLACED =
            ReplyError.of("ERR syntax error, WITHSCORES not supported in combination with BYLEX");

    /** A client whose connection is closing gets no more than this beyond it. */
    private static final int CHECK_INTERVAL = 1024;

    private final CommandSpec spec;

    /** What the command's name says of the range, null where options do. */
    private final MemberRange.By fixedBy;

    private final boolean fixedBackwards;
    private final boolean stores;
    private final MemberRange range = new MemberRange();
    private final ByteSlice member = new ByteSlice();
    private byte[] memberBytes = new byte[128];
    private MemberRange.By by;
    private boolean backwards;
    private boolean withScores;
    private long offset;
    private long limit;
    private long first;
    private long count;

    private ZRangeCommand(CommandSpec spec, MemberRange.By fixedBy, boolean fixedBackwards) {
        this.spec = spec;
        this.fixedBy = fixedBy;
        this.fixedBackwards = fixedBackwards;
        this.stores = spec == ZRANGESTORE;
    }

    static List<Command> all() {
        return List.of(
                new ZRangeCommand(ZRANGE, null, false),
                new ZRangeCommand(ZRANGESTORE, null, false),
                new ZRangeCommand(ZREVRANGE, MemberRange.By.RANK, true),
                new ZRangeCommand(ZRANGEBYSCORE, MemberRange.By.SCORE, false),
                new ZRangeCommand(ZREVRANGEBYSCORE, MemberRange.By.SCORE, true),
                new ZRangeCommand(ZRANGEBYLEX, MemberRange.By.NAME, false),
                new ZRangeCommand(ZREVRANGEBYLEX, MemberRange.By.NAME, true));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int key = stores ? 2 : 1;
        parseOptionsOrReply(context, key + 3);
        if (context.refused()) {
            return;
        }
        boolean swapped = backwards && by != MemberRange.By.RANK;
        range.parseOrReply(context, by, swapped ? key + 2 : key + 1, swapped ? key + 1 : key + 2);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(key), ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            first = 0;
            count = 0;
        } else {
            select(context.database(), entry);
        }
        if (stores) {
            store(context, entry);
        } else {
            show(context, entry);
        }
    }

    private void parseOptionsOrReply(CommandContext context, int from) {
        by = fixedBy;
        backwards = fixedBackwards;
        withScores = false;
        offset = 0;
        limit = -1;
        for (int i = from; i < context.argc() && !context.refused(); i++) {
            if (!stores && context.request().is(i, "WITHSCORES")) {
                withScores = true;
            } else if (context.request().is(i, "LIMIT") && context.argc() - i > 2) {
                offset = context.longOrReply(i + 1);
                limit = context.refused() ? 0 : context.longOrReply(i + 2);
                i += 2;
            } else if (fixedBy == null && context.request().is(i, "REV")) {
                backwards = true;
            } else if (fixedBy == null && by == null && context.request().is(i, "BYLEX")) {
                by = MemberRange.By.NAME;
            } else if (fixedBy == null && by == null && context.request().is(i, "BYSCORE")) {
                by = MemberRange.By.SCORE;
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        by = by == null ? MemberRange.By.RANK : by;
        if (context.refused()) {
            return;
        }
        if (limit != -1 && by == MemberRange.By.RANK) {
            context.refuse(LIMIT_MISPLACED);
        } else if (withScores && by == MemberRange.By.NAME) {
            context.refuse(SCORES_MISPLACED);
        }
    }

    /** Which member comes first, and how many there are. */
    private void select(Database database, long entry) {
        range.resolve(database, entry);
        long length = range.to() - range.from();
        if (by == MemberRange.By.RANK) {
            count = length;
            first =
                    backwards
                            ? database.sortedSets().length(entry) - 1 - range.from()
                            : range.from();
            return;
        }
        long skipped = offset;
        if (offset < 0) {
            // Of a big sorted set Valkey counts a negative offset from the range's end; a small one
            // has nothing there.
            skipped = database.encoding(entry) == Encoding.LISTPACK ? length : length + offset;
        }
        if (skipped < 0 || skipped >= length) {
            count = 0;
            return;
        }
        count = limit < 0 ? length - skipped : Math.min(limit, length - skipped);
        first = backwards ? range.to() - 1 - skipped : range.from() + skipped;
    }

    private void show(CommandContext context, long entry) {
        ReplyWriter reply = context.reply();
        ScoredReply.begin(reply, count, withScores);
        if (count == 0) {
            return;
        }
        SortedSetCursor cursor = context.database().sortedSets().cursor(entry, first);
        for (long i = 0; i < count; i++) {
            cursor.step(backwards);
            ScoredReply.member(reply, cursor.member(), cursor.score(), withScores);
            if (i % CHECK_INTERVAL == 0 && context.session().isClosing()) {
                return;
            }
        }
    }

    private void store(CommandContext context, long entry) {
        Database database = context.database();
        if (count == 0) {
            database.delete(context.arg(1), false);
            context.reply().integer(0);
            return;
        }
        int entries = context.keyspace().config().zsetMaxListpackEntries();
        int longest = context.keyspace().config().zsetMaxListpackValue();
        boolean small = entries > 0 && (by != MemberRange.By.RANK || count <= entries);
        SortedSetBuilder builder = database.sortedSets().builder();
        builder.begin();
        builder.expect(count);
        try {
            SortedSetCursor cursor = database.sortedSets().cursor(entry, first);
            for (long i = 0; i < count; i++) {
                cursor.step(backwards);
                // As long as it is small it has no negative zeros, even if it outgrows that, as in
                // Valkey.
                small &= i < entries && cursor.member().length() <= longest;
                double score = cursor.score();
                builder.addNew(heap(cursor.member()), small && score == 0 ? 0 : score);
            }
            builder.end(database, context.arg(1), -1);
        } finally {
            builder.abandon();
        }
        database.changed(context.arg(1));
        context.reply().integer(count);
    }

    private ByteSlice heap(StoredBytes bytes) {
        if (memberBytes.length < bytes.length()) {
            memberBytes = new byte[bytes.length()];
        }
        bytes.copyTo(memberBytes, 0);
        return member.set(memberBytes, 0, bytes.length());
    }
}
