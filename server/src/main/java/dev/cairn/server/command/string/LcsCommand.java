// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

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
import dev.cairn.storage.entry.ValueType;

import java.util.List;

/** Finds the longest common subsequence of two strings: its text, its length, or where it lies in both. */
final class LcsCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("lcs", -3, CommandGroup.STRING)
                    .since("7.0.0")
                    .summary("Finds the longest common substring.")
                    .complexity("O(N*M) where N and M are the lengths of s1 and s2, respectively")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.range(1, 1, 1, "RO", "access"));

    private static final ReplyError NOT_STRINGS =
            ReplyError.of("ERR The specified keys must contain string values");
    private static final ReplyError BOTH_FORMS =
            ReplyError.of("ERR If you want both the length and indexes, please just use IDX.");
    private static final ReplyError TOO_LONG =
            ReplyError.of(
                    "ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");

    /** What Valkey's table takes for each pair of positions, which is what its limit speaks of. */
    private static final long BYTES_PER_CELL = 4;

    private static final byte[] NOTHING = {};

    private boolean lengthOnly;
    private boolean indexes;
    private boolean withLengths;
    private long shortestMatch;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        byte[] first = textOrReply(context, 1);
        byte[] second = context.refused() ? NOTHING : textOrReply(context, 2);
        if (!context.refused()) {
            optionsOrReply(context);
        }
        if (!context.refused() && exceedsLimit(context, first.length, second.length)) {
            context.refuse(TOO_LONG);
        }
        if (context.refused()) {
            return;
        }
        CommonSubsequence common = new CommonSubsequence(first, second, lengthOnly);
        if (lengthOnly) {
            context.reply().integer(common.length());
        } else if (indexes) {
            replyMatches(
                    context.reply(), common.matches(Math.max(shortestMatch, 0)), common.length());
        } else {
            context.reply().bulk(common.text());
        }
    }

    private static byte[] textOrReply(CommandContext context, int index) {
        Database database = context.database();
        long entry = database.find(context.arg(index));
        if (entry == 0) {
            return NOTHING;
        }
        if (database.type(entry) != ValueType.STRING) {
            context.refuse(NOT_STRINGS);
            return NOTHING;
        }
        return database.strings().value(entry).toBytes();
    }

    private void optionsOrReply(CommandContext context) {
        lengthOnly = false;
        indexes = false;
        withLengths = false;
        shortestMatch = 0;
        for (int i = 3; i < context.argc() && !context.refused(); i++) {
            if (context.request().is(i, "IDX")) {
                indexes = true;
            } else if (context.request().is(i, "LEN")) {
                lengthOnly = true;
            } else if (context.request().is(i, "WITHMATCHLEN")) {
                withLengths = true;
            } else if (context.request().is(i, "MINMATCHLEN") && i + 1 < context.argc()) {
                shortestMatch = context.longOrReply(++i);
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        if (!context.refused() && indexes && lengthOnly) {
            context.refuse(BOTH_FORMS);
        }
    }

    private static boolean exceedsLimit(CommandContext context, long first, long second) {
        return (first + 1) * (second + 1) * BYTES_PER_CELL
                > context.server().config().clients.maxBulkBytes.bytes();
    }

    private void replyMatches(
            ReplyWriter reply, List<CommonSubsequence.Match> matches, int length) {
        reply.map(2);
        reply.bulk("matches");
        reply.array(matches.size());
        for (CommonSubsequence.Match match : matches) {
            reply.array(withLengths ? 3 : 2);
            replyRange(reply, match.first(), match.length());
            replyRange(reply, match.second(), match.length());
            if (withLengths) {
                reply.integer(match.length());
            }
        }
        reply.bulk("len");
        reply.integer(length);
    }

    private static void replyRange(ReplyWriter reply, int start, int length) {
        reply.array(2);
        reply.integer(start);
        reply.integer(start + length - 1L);
    }
}
