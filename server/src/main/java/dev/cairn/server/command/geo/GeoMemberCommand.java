// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.entry.ValueType;

import java.util.List;

/** Where members are: GEOPOS says it in degrees, GEOHASH in the text that names a place elsewhere too. */
final class GeoMemberCommand implements Command {
    private static final CommandSpec GEOPOS =
            CommandSpec.of("geopos", -2, CommandGroup.GEO)
                    .since("3.2.0")
                    .summary(
                            "Returns the longitude and latitude of members from a geospatial"
                                    + " index.")
                    .complexity("O(1) for each member requested.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec GEOHASH =
            CommandSpec.of("geohash", -2, CommandGroup.GEO)
                    .since("3.2.0")
                    .summary("Returns members from a geospatial index as geohash strings.")
                    .complexity("O(1) for each member requested.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "RO", "access"));

    private final CommandSpec spec;
    private final GeoReplies replies = new GeoReplies();

    private GeoMemberCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new GeoMemberCommand(GEOPOS), new GeoMemberCommand(GEOHASH));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        ReplyWriter reply = context.reply();
        reply.array(context.argc() - 2);
        for (int i = 2; i < context.argc(); i++) {
            double score =
                    entry == 0
                            ? Double.NaN
                            : context.database().sortedSets().score(entry, context.arg(i));
            if (spec == GEOPOS) {
                if (Double.isNaN(score)) {
                    reply.nullArray();
                } else {
                    replies.place(reply, Geohash.cell(score));
                }
            } else if (Double.isNaN(score)) {
                reply.nullBulk();
            } else {
                long cell = Geohash.cell(score);
                reply.bulk(Geohash.text(Geohash.longitude(cell), Geohash.latitude(cell)));
            }
        }
    }
}
