// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.memory;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.ProcessFigures;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.Database;
import dev.cairn.storage.MemoryReport;

/** Tells where memory goes, in figures. */
final class MemoryStatsCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("stats", 2, CommandGroup.SERVER)
                    .since("4.0.0")
                    .summary("Returns details about memory usage.")
                    .complexity("O(1)")
                    .tips(
                            "nondeterministic_output",
                            "request_policy:all_shards",
                            "response_policy:special");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long keys = 0;
        for (int i = 0; i < context.keyspace().databaseCount(); i++) {
            keys += context.keyspace().database(i).size();
        }
        MemoryReport memory = context.keyspace().memoryReport();
        long clients = MemoryFigures.clientBytes(context);
        // Read once: the log moves on meanwhile.
        long unwritten = MemoryFigures.unwrittenLogBytes(context);
        long used = memory.usedBytes() + clients + unwritten;
        long overhead = memory.overheadBytes() + clients + unwritten;
        long peak = Math.max(used, memory.peakUsedBytes());
        long allocated = memory.usedBytes();
        long resident = ProcessFigures.residentBytes();
        Figures figures = new Figures(context.reply());
        int mark = context.reply().defer();
        figures.number("peak.allocated", peak);
        figures.number("total.allocated", used);
        figures.number("startup.allocated", 0);
        figures.number("replication.backlog", 0);
        figures.number("replicas.repl.buffer", 0);
        figures.number("clients.slaves", 0);
        figures.number("clients.normal", clients);
        figures.number("cluster.links", 0);
        figures.number("cluster.slot_import", 0);
        figures.number("cluster.slot_export", 0);
        figures.number("aof.buffer", unwritten);
        figures.number("lua.caches", 0);
        figures.number("functions.caches", 0);
        for (int i = 0; i < context.keyspace().databaseCount(); i++) {
            figures.database(context.keyspace().database(i));
        }
        figures.number("overhead.db.hashtable.lut", memory.overheadBytes());
        figures.number("overhead.db.hashtable.rehashing", 0);
        figures.number("overhead.total", overhead);
        figures.number("db.dict.rehashing.count", 0);
        figures.number("keys.count", keys);
        figures.number("keys.bytes-per-key", keys == 0 ? 0 : used / keys);
        figures.number("dataset.bytes", used - overhead);
        figures.share("dataset.percentage", 100 * (used - overhead), used);
        figures.share("peak.percentage", 100 * used, peak);
        figures.number("allocator.allocated", allocated);
        figures.number("allocator.active", memory.committedBytes());
        figures.number("allocator.resident", memory.committedBytes());
        figures.number("allocator.muzzy", 0);
        figures.share("allocator-fragmentation.ratio", memory.committedBytes(), allocated);
        figures.number("allocator-fragmentation.bytes", memory.committedBytes() - allocated);
        figures.share("allocator-rss.ratio", 1, 1);
        figures.number("allocator-rss.bytes", 0);
        figures.share("rss-overhead.ratio", resident, memory.committedBytes());
        figures.number("rss-overhead.bytes", resident - memory.committedBytes());
        figures.share("fragmentation", resident, used);
        figures.number("fragmentation.bytes", resident - used);
        context.reply().endDeferredMap(mark, figures.count);
    }

    /** Writes the pairs of the map, and counts them. */
    private static final class Figures {
        private final ReplyWriter reply;
        private int count;

        Figures(ReplyWriter reply) {
            this.reply = reply;
        }

        void number(String name, long value) {
            reply.bulk(name);
            reply.integer(value);
            count++;
        }

        /** What finding the keys of a database takes, of one that has some. */
        void database(Database database) {
            if (database.size() > 0) {
                reply.bulk("db." + database.index());
                reply.map(2);
                reply.bulk("overhead.hashtable.main");
                reply.integer(database.tableBytes());
                reply.bulk("overhead.hashtable.expires");
                reply.integer(database.expiryBytes());
                count++;
            }
        }

        /** How many times {@code of} the figure is; 0 when there is nothing to compare with. */
        void share(String name, long figure, long of) {
            reply.bulk(name);
            reply.doubleValue(of == 0 ? 0 : (double) figure / of);
            count++;
        }
    }
}
