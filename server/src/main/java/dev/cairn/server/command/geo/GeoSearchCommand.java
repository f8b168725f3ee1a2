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
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.zset.SortedSetBuilder;
import dev.cairn.storage.type.zset.SortedSetCursor;
import dev.cairn.storage.type.zset.SortedSets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the members within a circle, a box or a polygon, and shows them or stores them under another key. */
final class GeoSearchCommand implements Command {
    private static final CommandSpec GEOSEARCH =
            CommandSpec.of("geosearch", -7, CommandGroup.GEO)
                    .since("6.2.0")
                    .summary(
                            "Queries a geospatial index for members inside an area of a box, "
                                    + "circle, or a polygon.")
                    .complexity(
                            "O(N+log(M)) where N is the number of elements in the grid-aligned"
                                + " bounding box area around the shape provided as the filter and M"
                                + " is the number of items inside the shape")
                    .changed("7.0.0", "Added support for uppercase unit names.")
                    .changed("9.0.0", "Added support for the BYPOLYGON option.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec GEOSEARCHSTORE =
            CommandSpec.of("geosearchstore", -8, CommandGroup.GEO)
                    .since("6.2.0")
                    .summary(
                            "Queries a geospatial index for members inside an area of a box, a "
                                    + "circle, or a polygon, optionally stores the result.")
                    .complexity(
                            "O(N+log(M)) where N is the number of elements in the grid-aligned"
                                + " bounding box area around the shape provided as the filter and M"
                                + " is the number of items inside the shape")
                    .changed("7.0.0", "Added support for uppercase unit names.")
                    .changed("9.0.0", "Added support for the BYPOLYGON option.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "OW", "update"))
                    .key(KeySpec.at(2, "RO", "access"));
    private static final CommandSpec GEORADIUS =
            CommandSpec.of("georadius", -6, CommandGroup.GEO)
                    .since("3.2.0")
                    .summary(
                            "Queries a geospatial index for members within a distance from a "
                                    + "coordinate, optionally stores the result.")
                    .complexity(
                            "O(N+log(M)) where N is the number of elements inside the bounding box"
                                + " of the circular area delimited by center and radius and M is"
                                + " the number of items inside the index.")
                    .changed("6.2.0", "Added the `ANY` option for `COUNT`.")
                    .changed("7.0.0", "Added support for uppercase unit names.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "RO", "access"))
                    .key(
                            KeySpec.afterKeyword(
                                    "STORE", 6, 0, 1, 0, "OW", "update", "variable_flags"))
                    .key(
                            KeySpec.afterKeyword(
                                    "STOREDIST", 6, 0, 1, 0, "OW", "update", "variable_flags"));
    private static final CommandSpec GEORADIUS_RO =
            CommandSpec.of("georadius_ro", -6, CommandGroup.GEO)
                    .since("3.2.10")
                    .summary(
                            "Returns members from a geospatial index that are within a distance "
                                    + "from a coordinate.")
                    .complexity(
                            "O(N+log(M)) where N is the number of elements inside the bounding box"
                                + " of the circular area delimited by center and radius and M is"
                                + " the number of items inside the index.")
                    .changed("6.2.0", "Added the `ANY` option for `COUNT`.")
                    .changed("7.0.0", "Added support for uppercase unit names.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec GEORADIUSBYMEMBER =
            CommandSpec.of("georadiusbymember", -5, CommandGroup.GEO)
                    .since("3.2.0")
                    .summary(
                            "Queries a geospatial index for members within a distance from a "
                                    + "member, optionally stores the result.")
                    .complexity(
                            "O(N+log(M)) where N is the number of elements inside the bounding box"
                                + " of the circular area delimited by center and radius and M is"
                                + " the number of items inside the index.")
                    .changed("6.2.0", "Added the `ANY` option for `COUNT`.")
                    .changed("7.0.0", "Added support for uppercase unit names.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "RO", "access"))
                    .key(
                            KeySpec.afterKeyword(
                                    "STORE", 5, 0, 1, 0, "OW", "update", "variable_flags"))
                    .key(
                            KeySpec.afterKeyword(
                                    "STOREDIST", 5, 0, 1, 0, "OW", "update", "variable_flags"));
    private static final CommandSpec GEORADIUSBYMEMBER_RO =
            CommandSpec.of("georadiusbymember_ro", -5, CommandGroup.GEO)
                    .since("3.2.10")
                    .summary(
                            "Returns members from a geospatial index that are within a distance "
                                    + "from a member.")
                    .complexity(
                            "O(N+log(M)) where N is the number of elements inside the bounding box"
                                + " of the circular area delimited by center and radius and M is"
                                + " the number of items inside the index.")
                    .changed("6.2.0", "Added the `ANY` option for `COUNT`.")
                    .changed("7.0.0", "Added support for uppercase unit names.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.GEO)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final Comparator<Found> NEAREST =
            Comparator.comparingDouble(each -> each.distance);

    private final CommandSpec spec;
    private final GeoSearch.Way way;
    private final boolean mayStore;

    /** A member that lies within the shape. */
    private static final class Found {
        private final byte[] member;
        private final double score;
        private final double distance;

        Found(byte[] member, double score, double distance) {
            this.member = member;
            this.score = score;
            this.distance = distance;
        }
    }

    private GeoSearchCommand(CommandSpec spec, GeoSearch.Way way, boolean mayStore) {
        this.spec = spec;
        this.way = way;
        this.mayStore = mayStore;
    }

    static List<Command> all() {
        return List.of(
                new GeoSearchCommand(GEOSEARCH, GeoSearch.Way.SEARCH, false),
                new GeoSearchCommand(GEOSEARCHSTORE, GeoSearch.Way.SEARCH_STORE, true),
                new GeoSearchCommand(GEORADIUS, GeoSearch.Way.RADIUS, true),
                new GeoSearchCommand(GEORADIUS_RO, GeoSearch.Way.RADIUS, false),
                new GeoSearchCommand(GEORADIUSBYMEMBER, GeoSearch.Way.MEMBER, true),
                new GeoSearchCommand(GEORADIUSBYMEMBER_RO, GeoSearch.Way.MEMBER, false));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int key = way == GeoSearch.Way.SEARCH_STORE ? 2 : 1;
        long entry = context.findOrReply(context.arg(key), ValueType.ZSET);
        if (context.refused()) {
            return;
        }
        GeoSearch search = new GeoSearch(context, way, mayStore, entry);
        search.parseOrReply();
        if (context.refused()) {
            return;
        }
        List<Found> found = entry == 0 ? List.of() : find(context.database(), entry, search);
        if (search.direction != 0 && !found.isEmpty()) {
            found.sort(search.direction > 0 ? NEAREST : NEAREST.reversed());
        }
        if (search.count > 0 && search.count < found.size()) {
            found = found.subList(0, (int) search.count);
        }
        if (search.storeKey != 0) {
            store(context, search, found);
        } else {
            show(context.reply(), search, found);
        }
    }

    private static List<Found> find(Database database, long entry, GeoSearch search) {
        List<Found> found = new ArrayList<>();
        Shape shape = search.shape();
        SearchCells cells = new SearchCells(shape);
        long limit = search.any ? search.count : Long.MAX_VALUE;
        int last = -1;
        for (int i = 0; i < cells.count() && found.size() < limit; i++) {
            // In a huge shape neighbours may be the same cell.
            if (!cells.isUseless(i) && (last <= 0 || !cells.same(i, last))) {
                findIn(database, entry, shape, cells.from(i), cells.to(i), limit, found);
                last = i;
            }
        }
        return found;
    }

    private static void findIn(
            Database database,
            long entry,
            Shape shape,
            double from,
            double to,
            long limit,
            List<Found> found) {
        SortedSets sortedSets = database.sortedSets();
        long first = sortedSets.below(entry, from, false);
        long end = sortedSets.below(entry, to, false);
        SortedSetCursor cursor = sortedSets.cursor(entry, first);
        for (long i = first; i < end && found.size() < limit; i++) {
            cursor.next();
            long cell = Geohash.cell(cursor.score());
            double distance = shape.distanceWithin(Geohash.longitude(cell), Geohash.latitude(cell));
            if (!Double.isNaN(distance)) {
                found.add(new Found(cursor.member().toBytes(), cursor.score(), distance));
            }
        }
    }

    private static void show(ReplyWriter reply, GeoSearch search, List<Found> found) {
        int parts =
                1
                        + (search.withDistance ? 1 : 0)
                        + (search.withHash ? 1 : 0)
                        + (search.withPlace ? 1 : 0);
        reply.array(found.size());
        for (Found each : found) {
            if (parts > 1) {
                reply.array(parts);
            }
            reply.bulk(each.member);
            if (search.withDistance) {
                GeoReplies.distance(reply, each.distance / search.unit);
            }
            if (search.withHash) {
                reply.integer((long) each.score);
            }
            if (search.withPlace) {
                GeoReplies.place(reply, Geohash.cell(each.score));
            }
        }
    }

    private static void store(CommandContext context, GeoSearch search, List<Found> found) {
        Database database = context.database();
        ByteSlice key = context.arg(search.storeKey);
        if (found.isEmpty()) {
            database.delete(key, false);
            context.reply().integer(0);
            return;
        }
        SortedSetBuilder builder = database.sortedSets().builder();
        builder.begin();
        try {
            ByteSlice member = new ByteSlice();
            for (Found each : found) {
                double score = search.storesDistance ? each.distance / search.unit : each.score;
                builder.add(member.set(each.member, 0, each.member.length), score);
            }
            builder.end(database, key, -1);
        } finally {
            builder.abandon();
        }
        database.changed(key);
        context.reply().integer(found.size());
    }
}
