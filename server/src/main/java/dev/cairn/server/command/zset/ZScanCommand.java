// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.FoundStrings;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.ScanArguments;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ScratchLongs;
import dev.cairn.storage.number.DoubleText;
import dev.cairn.storage.number.SeventeenDigits;
import dev.cairn.storage.type.zset.MemberVisitor;
import dev.cairn.storage.type.zset.SortedSets;

/** Goes through the members of a sorted set, some at a time. */
final class ZScanCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("zscan", -3, CommandGroup.SORTED_SET)
                    .since("2.8.0")
                    .summary("Iterates over members and scores of a sorted set.")
                    .complexity(
                            "O(1) for every call. O(N) for a complete iteration, including enough"
                                    + " command calls for the cursor to return back to 0. N is the"
                                    + " number of elements inside the collection.")
                    .changed("8.0.0", "Added noscores option.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output");

    private final DoubleText doubles = new DoubleText();
    private final SeventeenDigits digits = new SeventeenDigits();
    private final byte[] text = new byte[Math.max(DoubleText.LONGEST, SeventeenDigits.LONGEST)];

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long cursor = ScanArguments.cursorOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            FoundStrings.beginReply(context.reply(), 0, 0);
            return;
        }
        ScanArguments arguments = ScanArguments.parseOrReply(context, 3, ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        try (FoundStrings found = new FoundStrings(context.keyspace());
                ScratchLongs scores = context.keyspace().scratchLongs()) {
            MemberVisitor visitor =
                    (member, score) -> {
                        if (arguments.matches(member)) {
                            found.add(member);
                            if (!arguments.noScores()) {
                                scores.add(Double.doubleToRawLongBits(score));
                            }
                        }
                    };
            SortedSets sortedSets = context.database().sortedSets();
            long next = sortedSets.scan(entry, cursor, arguments.count(), visitor);
            if (arguments.noScores()) {
                found.reply(context.reply(), next);
            } else {
                boolean packed = context.database().encoding(entry) == Encoding.LISTPACK;
                replyWithScores(context.reply(), next, found, scores, packed);
            }
        }
    }

    private void replyWithScores(
            ReplyWriter reply, long next, FoundStrings found, ScratchLongs scores, boolean packed) {
        FoundStrings.beginReply(reply, next, 2 * found.count());
        for (long i = 0; i < found.count(); i++) {
            reply.bulk(found.get(i));
            double score = Double.longBitsToDouble(scores.get(i));
            if (SeventeenDigits.isWhole(score)) {
                reply.bulkLong((long) score);
            } else {
                // Valkey shows the scores of big sorted sets with 17 digits here, needed or not.
                int length = packed ? doubles.write(score, text, 0) : digits.write(score, text, 0);
                reply.bulk(text, 0, length);
            }
        }
    }
}
