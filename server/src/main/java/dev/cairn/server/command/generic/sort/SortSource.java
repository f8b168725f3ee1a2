// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic.sort;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.list.ListCursor;
import dev.cairn.storage.type.set.MemberVisitor;
import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.zset.SortedSetCursor;

/** The elements of a list, a set or a sorted set, one by one. */
final class SortSource {
    private final CommandContext context;
    private final long entry;
    private final ValueType type;

    private SortSource(CommandContext context, long entry) {
        this.context = context;
        this.entry = entry;
        this.type = entry == 0 ? null : context.database().type(entry);
    }

    /** The source that the first argument names, which may be nothing; refused where it cannot be sorted. */
    static SortSource findOrReply(CommandContext context) {
        SortSource source = new SortSource(context, context.database().find(context.arg(1)));
        if (source.type != null
                && source.type != ValueType.LIST
                && source.type != ValueType.SET
                && source.type != ValueType.ZSET) {
            context.refuse(ReplyError.WRONG_TYPE);
        }
        return source;
    }

    boolean isSet() {
        return type == ValueType.SET;
    }

    long size() {
        return switch (type) {
            case null -> 0;
            case LIST -> context.database().lists().length(entry);
            case SET -> context.database().sets().size(entry);
            default -> context.database().sortedSets().length(entry);
        };
    }

    /** Shows elements in the order in which they stand, from the first or from the last; a set has but one order. */
    void forEach(long first, long count, boolean backwards, MemberVisitor visitor) {
        if (count <= 0) {
            return;
        }
        long start = backwards ? size() - 1 - first : first;
        switch (type) {
            case LIST -> {
                ListCursor list = context.database().lists().cursor(entry, start, !backwards);
                for (long i = 0; i < count && list.next(); i++) {
                    visitor.member(list.value());
                }
            }
            case SET -> {
                SetCursor set = context.database().sets().cursor(entry);
                for (long i = 0; i < first + count && set.next(); i++) {
                    if (i >= first) {
                        visitor.member(set.member());
                    }
                }
            }
            default -> {
                SortedSetCursor ranked = context.database().sortedSets().cursor(entry, start);
                for (long i = 0; i < count && ranked.step(backwards); i++) {
                    visitor.member(ranked.member());
                }
            }
        }
    }
}
