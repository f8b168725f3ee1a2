// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.number.DoubleParser;
import dev.cairn.storage.type.zset.SortedSets;

/**
 * A range of members: by place in the order, by score, or by name. Once resolved against a sorted set it is a piece of
 * the order, from one place to another, which does not belong to it. One per command, reused.
 */
final class MemberRange {
    /** What the bounds of a range are. */
    enum By {
        RANK,
        SCORE,
        NAME
    }

    static final ReplyError NOT_A_SCORE = ReplyError.of("ERR min or max is not a float");
    static final ReplyError NOT_A_NAME =
            ReplyError.of("ERR min or max not valid string range item");

    private By by;
    private long firstRank;
    private long lastRank;
    private double minScore;
    private double maxScore;
    private boolean minExcluded;
    private boolean maxExcluded;
    private final ByteSlice minName = new ByteSlice();
    private final ByteSlice maxName = new ByteSlice();

    /** Below all names, above all names, or neither: the sign of what - and + stand for. */
    private int minEdge;

    private int maxEdge;
    private boolean excluded;
    private long from;
    private long to;

    /** Reads the bounds from two arguments. */
    void parseOrReply(CommandContext context, By what, int min, int max) {
        by = what;
        switch (what) {
            case RANK -> {
                firstRank = context.longOrReply(min);
                lastRank = context.refused() ? 0 : context.longOrReply(max);
            }
            case SCORE -> {
                minScore = score(context.arg(min));
                minExcluded = excluded;
                maxScore = score(context.arg(max));
                maxExcluded = excluded;
                if (Double.isNaN(minScore) || Double.isNaN(maxScore)) {
                    context.refuse(NOT_A_SCORE);
                }
            }
            case NAME -> {
                minEdge = name(context.arg(min), minName);
                minExcluded = excluded;
                maxEdge = name(context.arg(max), maxName);
                maxExcluded = excluded;
                if (minEdge > 1 || maxEdge > 1) {
                    context.refuse(NOT_A_NAME);
                }
            }
        }
    }

    /** Finds the range's places in a sorted set. */
    void resolve(Database database, long entry) {
        SortedSets sortedSets = database.sortedSets();
        long length = sortedSets.length(entry);
        switch (by) {
            case RANK -> {
                from = Math.max(0, firstRank < 0 ? length + firstRank : firstRank);
                long last = lastRank < 0 ? length + lastRank : lastRank;
                to = Math.min(last, length - 1) + 1;
            }
            case SCORE -> {
                from = sortedSets.below(entry, minScore, minExcluded);
                to = sortedSets.below(entry, maxScore, !maxExcluded);
            }
            case NAME -> {
                from = place(sortedSets, entry, minEdge, minName, minExcluded, length);
                to = place(sortedSets, entry, maxEdge, maxName, !maxExcluded, length);
            }
        }
        to = Math.max(from, to);
    }

    /** How many members stand before the range. */
    long from() {
        return from;
    }

    /** How many members stand before what follows the range. */
    long to() {
        return to;
    }

    private static long place(
            SortedSets sortedSets,
            long entry,
            int edge,
            ByteSlice name,
            boolean inclusive,
            long length) {
        if (edge != 0) {
            return edge < 0 ? 0 : length;
        }
        return sortedSets.below(entry, name, inclusive);
    }

    private double score(ByteSlice text) {
        excluded = text.length() > 0 && text.at(0) == '(';
        int skipped = excluded ? 1 : 0;
        return DoubleParser.parseBound(
                text.array(), text.offset() + skipped, text.length() - skipped);
    }

    /** Reads a bound and returns its edge, 2 for one that is not valid. */
    private int name(ByteSlice text, ByteSlice into) {
        excluded = false;
        int first = text.length() == 0 ? 0 : text.at(0);
        boolean alone = text.length() == 1 || (text.length() > 1 && text.at(1) == 0);
        switch (first) {
            case '-', '+' -> {
                return !alone ? 2 : first == '-' ? -1 : 1;
            }
            case '(', '[' -> {
                excluded = first == '(';
                into.set(text.array(), text.offset() + 1, text.length() - 1);
                return 0;
            }
            default -> {
                return 2;
            }
        }
    }
}
