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
import dev.cairn.storage.type.zset.SortedSets;

/** How far two members are from each other. */
final class GeoDistCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("geodist", -4, CommandGroup.GEO)
                    .since("3.2.0")
                    .summary("Returns the distance between two members of a geospatial index.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "RO", "access"));

    private final GeoReplies replies = new GeoReplies();
    private final Distance distance = new Distance();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() > 5) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        double unit = context.argc() == 5 ? GeoArguments.unitOrReply(context, 4) : 1;
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        SortedSets sortedSets = context.database().sortedSets();
        double one = entry == 0 ? Double.NaN : sortedSets.score(entry, context.arg(2));
        double other = entry == 0 ? Double.NaN : sortedSets.score(entry, context.arg(3));
        if (Double.isNaN(one) || Double.isNaN(other)) {
            context.reply().nullBulk();
            return;
        }
        long from = Geohash.cell(one);
        long to = Geohash.cell(other);
        double metres =
                distance.from(Geohash.longitude(from), Geohash.latitude(from))
                        .to(Geohash.longitude(to), Geohash.latitude(to));
        replies.distance(context.reply(), metres / unit);
    }
}
