// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;

import java.util.List;

/** HTSTATS and HTSTATS-KEY: how full the tables are that keys and big collections stand in. */
final class DebugTables {
    private static final ReplyError NOT_A_TABLE =
            ReplyError.of(
                    "ERR The value stored at the specified key is not represented using an hash"
                            + " table");

    private DebugTables() {}

    static List<DebugVerb> verbs() {
        return List.of(
                new DebugVerb("HTSTATS", 3, 4, DebugTables::ofDatabase),
                new DebugVerb("HTSTATS-KEY", 3, 4, DebugTables::ofKey));
    }

    private static void ofDatabase(CommandContext context) {
        long index = context.longOrReply(2);
        if (context.refused()) {
            return;
        }
        if (index < 0 || index >= context.keyspace().databaseCount()) {
            context.refuse("ERR Out of range database");
            return;
        }
        Database database = context.keyspace().database((int) index);
        context.reply()
                .verbatim(
                        "txt",
                        "[Dictionary HT]\n"
                                + table(database.size())
                                + "[Expires HT]\n"
                                + table(database.expires()));
    }

    private static void ofKey(CommandContext context) {
        Database database = context.database();
        long entry = database.peek(context.arg(2));
        if (entry == 0) {
            context.refuse(ReplyError.NO_SUCH_KEY);
        } else if (database.type(entry) != ValueType.HASH
                || database.encoding(entry) != Encoding.HASHTABLE) {
            context.refuse(NOT_A_TABLE);
        } else {
            context.reply().verbatim("txt", table(database.hashes().length(entry)));
        }
    }

    /** Tables grow a segment at a time: there is no second table, and none is ever rehashed. */
    private static String table(long entries) {
        return "Hash table 0 stats (main hash table):\n number of entries: "
                + entries
                + "\n rehashing index: -1\n";
    }
}
