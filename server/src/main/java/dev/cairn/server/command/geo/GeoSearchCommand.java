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
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.zset.SortedSetBuilder;
import dev.cairn.storage.type.zset.SortedSetCursor;

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
    private final CommandSpec spec;
    private final GeoSearch.Way way;
    private final boolean mayStore;
    private final GeoReplies replies = new GeoReplies();

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
        long wanted = search.count > 0 ? search.count : Long.MAX_VALUE;
        try (FoundPlaces found = new FoundPlaces(context.keyspace(), search.direction, wanted)) {
            if (entry != 0) {
                find(context.database(), entry, search, found);
            }
            found.sort();
            if (search.storeKey != 0) {
                store(context, search, found);
            } else {
                show(context.reply(), search, found);
            }
        }
    }

    private static void find(Database database, long entry, GeoSearch search, FoundPlaces found) {
        Shape shape = search.shape();
        SearchCells cells = new SearchCells(shape);
        long limit = search.any ? search.count : Long.MAX_VALUE;
        int last = -1;
        for (int i = 0; i < cells.count() && found.count() < limit; i++) {
            // In a huge shape neighbours may be the same cell.
            if (!cells.isUseless(i) && (last <= 0 || !cells.same(i, last))) {
                long first = database.sortedSets().below(entry, cells.from(i), false);
                SortedSetCursor cursor = database.sortedSets().cursor(entry, first);
                double to = cells.to(i);
                while (found.count() < limit && cursor.next() && cursor.score() < to) {
                    look(cursor, search, shape, found);
                }
                last = i;
            }
        }
    }

    /** Adds a member if it lies in the shape; its distance is worked out where somebody will see it, or its place by it. */
    private static void look(
            SortedSetCursor cursor, GeoSearch search, Shape shape, FoundPlaces found) {
        long cell = Geohash.cell(cursor.score());
        double x = Geohash.longitude(cell);
        double y = Geohash.latitude(cell);
        double haversine = shape.haversineTo(x, y);
        if (shape.contains(x, y, haversine) && !found.isHopeless(haversine)) {
            double distance = search.measures() ? shape.distanceTo(x, y) : 0;
            found.add(cursor.member(), cursor.score(), distance);
        }
    }

    private void show(ReplyWriter reply, GeoSearch search, FoundPlaces found) {
        long count = found.count();
        int parts =
                1
                        + (search.withDistance ? 1 : 0)
                        + (search.withHash ? 1 : 0)
                        + (search.withPlace ? 1 : 0);
        reply.array(count);
        for (long i = 0; i < count; i++) {
            if (parts > 1) {
                reply.array(parts);
            }
            reply.bulk(found.member(i));
            if (search.withDistance) {
                replies.distance(reply, found.distance(i) / search.unit);
            }
            if (search.withHash) {
                reply.integer((long) found.score(i));
            }
            if (search.withPlace) {
                replies.place(reply, Geohash.cell(found.score(i)));
            }
        }
    }

    private static void store(CommandContext context, GeoSearch search, FoundPlaces found) {
        long count = found.count();
        Database database = context.database();
        ByteSlice key = context.arg(search.storeKey);
        if (count == 0) {
            database.delete(key, false);
            context.reply().integer(0);
            return;
        }
        SortedSetBuilder builder = database.sortedSets().builder();
        builder.begin();
        try {
            ByteSlice member = new ByteSlice();
            byte[] text = new byte[64];
            for (long i = 0; i < count; i++) {
                double score =
                        search.storesDistance ? found.distance(i) / search.unit : found.score(i);
                StoredBytes stored = found.member(i);
                if (stored.length() > text.length) {
                    text = new byte[2 * stored.length()];
                }
                stored.copyTo(text, 0);
                builder.add(member.set(text, 0, stored.length()), score);
            }
            builder.end(database, key, -1);
        } finally {
            builder.abandon();
        }
        database.changed(key);
        context.reply().integer(count);
    }
}
