// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic.sort;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.memory.ByteSlice;

import java.util.ArrayList;
import java.util.List;

/** What SORT takes behind its key. */
final class SortArguments {
    private final List<SortPattern> gets = new ArrayList<>();
    private SortPattern by;
    private ByteSlice store;
    private boolean keepsOrder;
    private boolean descending;
    private boolean alphabetic;
    private long offset;
    private long count = -1;

    private SortArguments() {}

    static SortArguments parseOrReply(CommandContext context, boolean mayStore) {
        SortArguments arguments = new SortArguments();
        for (int i = 2; i < context.argc() && !context.refused(); i++) {
            int left = context.argc() - i - 1;
            Request request = context.request();
            if (request.is(i, "ASC")) {
                arguments.descending = false;
            } else if (request.is(i, "DESC")) {
                arguments.descending = true;
            } else if (request.is(i, "ALPHA")) {
                arguments.alphabetic = true;
            } else if (request.is(i, "LIMIT") && left >= 2) {
                arguments.offset = context.longOrReply(++i);
                if (!context.refused()) {
                    arguments.count = context.longOrReply(++i);
                }
            } else if (request.is(i, "STORE") && left >= 1 && mayStore) {
                arguments.store = context.arg(++i);
            } else if (request.is(i, "BY") && left >= 1) {
                arguments.by = new SortPattern(context.arg(++i));
                // Once said it stays said, whatever other BY there is.
                arguments.keepsOrder |= arguments.by.isConstant();
            } else if (request.is(i, "GET") && left >= 1) {
                arguments.gets.add(new SortPattern(context.arg(++i)));
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        return arguments;
    }

    /** What each element is answered with; nothing for the element itself. */
    List<SortPattern> gets() {
        return gets;
    }

    /** By what to sort, or null for the elements themselves. */
    SortPattern by() {
        return by;
    }

    /** Under which key to put the outcome, or null. */
    ByteSlice store() {
        return store;
    }

    boolean isDescending() {
        return descending;
    }

    boolean isAlphabetic() {
        return alphabetic;
    }

    /** Whether the elements keep the order that they have: they are sorted by something that is the same for all. */
    boolean keepsOrder() {
        return keepsOrder;
    }

    /** Sorts by the elements' own texts: a set has no order to keep, and what is stored must not depend on chance. */
    void sortByText() {
        by = null;
        alphabetic = true;
    }

    /** The first element that is wanted, of so many. */
    long first(long size) {
        return Math.min(Math.max(offset, 0), size);
    }

    /** How many are wanted, of so many. */
    long wanted(long size) {
        long left = size - first(size);
        return count < 0 ? left : Math.min(count, left);
    }
}
