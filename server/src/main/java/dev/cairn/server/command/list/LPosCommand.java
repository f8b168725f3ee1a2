// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.list.ListCursor;
import dev.cairn.storage.type.list.Lists;
import dev.cairn.storage.type.packed.PackedElement;

/** The places of elements that equal a text. */
final class LPosCommand implements Command {
    static final ReplyError BEYOND_LONG =
            ReplyError.of(
                    "ERR value is out of range, value must between -9223372036854775807 and"
                            + " 9223372036854775807");
    private static final CommandSpec SPEC =
            CommandSpec.of("lpos", -3, CommandGroup.LIST)
                    .since("6.0.6")
                    .summary("Returns the index of matching elements in a list.")
                    .complexity(
                            "O(N) where N is the number of elements in the list, for the average"
                                + " case. When searching for elements near the head or the tail of"
                                + " the list, or when the MAXLEN option is provided, the command"
                                + " may run in constant time.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RO", "access"));

    private static final ReplyError RANK_ZERO =
            ReplyError.of(
                    "ERR RANK can't be zero: use 1 to start from the first match, 2 from the"
                            + " second ... or use negative to start from the end of the list");
    private static final ReplyError COUNT_NEGATIVE = ReplyError.of("ERR COUNT can't be negative");
    private static final ReplyError MAXLEN_NEGATIVE = ReplyError.of("ERR MAXLEN can't be negative");
    private static final long ONE = -1;

    /** What becomes of a match: it is the answer, it is counted, or it is one of several. */
    private enum Use {
        FIRST,
        COUNT,
        ALL
    }

    /** What is searched for, parsed; reused. */
    private final PackedElement wanted = new PackedElement();

    private long rank;
    private long count;
    private long most;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        parseOrReply(context);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.LIST);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            nothing(context);
        } else if (count == ONE) {
            first(context, entry);
        } else {
            several(context, entry);
        }
    }

    private void parseOrReply(CommandContext context) {
        rank = 1;
        count = ONE;
        most = 0;
        for (int i = 3; i < context.argc() && !context.refused(); i += 2) {
            boolean more = i + 1 < context.argc();
            if (more && context.request().is(i, "RANK")) {
                rank = context.longOrReply(i + 1);
                if (!context.refused() && rank == Long.MIN_VALUE) {
                    context.refuse(BEYOND_LONG);
                } else if (!context.refused() && rank == 0) {
                    context.refuse(RANK_ZERO);
                }
            } else if (more && context.request().is(i, "COUNT")) {
                count = context.rangeOrReply(i + 1, 0, Long.MAX_VALUE, COUNT_NEGATIVE);
            } else if (more && context.request().is(i, "MAXLEN")) {
                most = context.rangeOrReply(i + 1, 0, Long.MAX_VALUE, MAXLEN_NEGATIVE);
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
    }

    private void nothing(CommandContext context) {
        if (count == ONE) {
            context.reply().nullBulk();
        } else {
            context.reply().array(0);
        }
    }

    private void first(CommandContext context, long entry) {
        count = 1;
        if (search(context, entry, Use.FIRST) == 0) {
            context.reply().nullBulk();
        }
    }

    /** Counts first: the reply begins with how many there are, and may be as long as the list. */
    private void several(CommandContext context, long entry) {
        long matches = search(context, entry, Use.COUNT);
        context.reply().array(matches);
        if (matches > 0) {
            count = matches;
            search(context, entry, Use.ALL);
        }
    }

    /** Goes through the list for {@code count} matches (0: for all) and returns how many there are. */
    private long search(CommandContext context, long entry, Use use) {
        wanted.set(context.arg(2));
        Lists lists = context.database().lists();
        long length = lists.length(entry);
        boolean fromHead = rank > 0;
        long skipped = Math.abs(rank) - 1;
        long steps = most == 0 ? length : Math.min(most, length);
        ListCursor cursor = lists.cursor(entry, fromHead ? 0 : length - 1, fromHead);
        long matches = 0;
        for (long i = 0; i < steps; i++) {
            cursor.next();
            if (!cursor.matches(wanted)) {
                continue;
            }
            if (skipped > 0) {
                skipped--;
                continue;
            }
            if (use != Use.COUNT) {
                context.reply().integer(fromHead ? i : length - 1 - i);
            }
            matches++;
            if (matches == count) {
                break;
            }
        }
        return matches;
    }
}
