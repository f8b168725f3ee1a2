// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.zset.SortedSetEdit;

/** Adds places or moves them. */
final class GeoAddCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("geoadd", -5, CommandGroup.GEO)
                    .since("3.2.0")
                    .summary(
                            "Adds one or more members to a geospatial index. The key is created if "
                                    + "it doesn't exist.")
                    .complexity(
                            "O(log(N)) for each item added, where N is the number of elements in "
                                    + "the sorted set.")
                    .changed("6.2.0", "Added the `CH`, `NX` and `XX` options.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "RW", "update"));

    /** Longitude and latitude of each place, by turns. */
    private double[] places = new double[64];

    private boolean onlyNew;
    private boolean onlyPresent;
    private boolean countChanged;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        int first = parseOptions(context);
        int left = context.argc() - first;
        if (left == 0 || left % 3 != 0 || (onlyNew && onlyPresent)) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        if (places.length < left / 3 * 2) {
            places = new double[left / 3 * 2];
        }
        int longest = 0;
        for (int i = 0; i < left / 3 && !context.refused(); i++) {
            GeoArguments.placeOrReply(context, first + 3 * i, places, 2 * i);
            longest = Math.max(longest, context.arg(first + 3 * i + 2).length());
        }
        if (context.refused()) {
            return;
        }
        SortedSetEdit edit = context.database().sortedSets().edit(context.arg(1));
        if (edit.entry() != 0 && context.database().type(edit.entry()) != ValueType.ZSET) {
            context.refuse(ReplyError.WRONG_TYPE);
            return;
        }
        if (edit.entry() == 0 && onlyPresent) {
            context.reply().integer(0);
            return;
        }
        edit.expect(left / 3, longest);
        int counted = 0;
        for (int i = 0; i < left / 3; i++) {
            long cell = Geohash.encode(places[2 * i], places[2 * i + 1], Geohash.MOST_STEPS);
            counted += put(edit, context.arg(first + 3 * i + 2), (double) cell);
        }
        context.reply().integer(counted);
    }

    private int parseOptions(CommandContext context) {
        onlyNew = false;
        onlyPresent = false;
        countChanged = false;
        for (int i = 2; i < context.argc(); i++) {
            if (context.request().is(i, "NX")) {
                onlyNew = true;
            } else if (context.request().is(i, "XX")) {
                onlyPresent = true;
            } else if (context.request().is(i, "CH")) {
                countChanged = true;
            } else {
                return i;
            }
        }
        return context.argc();
    }

    /** Adds or moves one member; returns whether that counts. */
    private int put(SortedSetEdit edit, ByteSlice member, double score) {
        double old = edit.find(member);
        if (Double.isNaN(old)) {
            if (!onlyPresent) {
                edit.add(score);
            }
            return onlyPresent ? 0 : 1;
        }
        if (onlyNew || old == score) {
            return 0;
        }
        edit.rescore(score);
        return countChanged ? 1 : 0;
    }
}
