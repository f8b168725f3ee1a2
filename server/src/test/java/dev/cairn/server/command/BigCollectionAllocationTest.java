// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;

import dev.cairn.server.command.generic.GenericCommands;
import dev.cairn.server.command.geo.GeoCommands;
import dev.cairn.server.command.hash.HashCommands;
import dev.cairn.server.command.list.ListCommands;
import dev.cairn.server.command.set.SetCommands;
import dev.cairn.server.command.zset.SortedSetCommands;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What commands on big collections take of the Java heap does not grow with the collections: less than a byte an element. */
class BigCollectionAllocationTest {
    private static final int ELEMENTS = 100_000;
    private static final int WARM_UP_ROUNDS = 4;

    private static final List<String> USES =
            List.of(
                    "srandmember set 9000",
                    "srandmember set 90000",
                    "srandmember set -90000",
                    "smembers set",
                    "sscan set 0 count 100000",
                    "hscan hash 0 count 100000 match *1*",
                    "zscan zset 0 count 100000",
                    "sinter set set",
                    "hrandfield hash 9000 withvalues",
                    "hrandfield hash 50000",
                    "hrandfield hash -50000",
                    "hgetall hash",
                    "zrandmember zset 9000",
                    "zrandmember zset 90000 withscores",
                    "zrange zset 0 -1 withscores",
                    "lrange list 0 -1",
                    "lpos list none",
                    "zunionstore other 1 zset",
                    "copy zset other replace",
                    "copy hash other replace",
                    "copy list other replace",
                    "geosearch zset fromlonlat -180 -85 byradius 9 km withdist withcoord",
                    "geosearch zset fromlonlat -180 -85 bybox 99 99 km asc count 1000",
                    "sort list",
                    "sort list alpha desc",
                    "sort list store other",
                    "sort set by nosort",
                    "sort zset by weight-* get # limit 5 50000");

    private final Session session = new Session(1, NoOutput.INSTANCE, 0);
    private final ReplyWriter reply = new ReplyWriter();
    private final CommandTable table = table();

    private static CommandTable table() {
        List<Command> all = new ArrayList<>();
        all.addAll(GenericCommands.all());
        all.addAll(SetCommands.all());
        all.addAll(HashCommands.all());
        all.addAll(SortedSetCommands.all());
        all.addAll(ListCommands.all());
        all.addAll(GeoCommands.all());
        return new CommandTable(all);
    }

    @Test
    void commandsOnBigCollectionsTakeNoHeapForEachElement() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        StorageConfig config = new StorageConfig().reserveBytes(512 << 20).hugePages(false);
        try (Keyspace keyspace = Keyspace.open(config)) {
            keyspace.tick(1_000_000_000_000L);
            CommandContext context = new CommandContext(null, keyspace, reply);
            for (int i = 0; i < ELEMENTS; i++) {
                run(context, "sadd set member:" + i);
                run(context, "hset hash field:" + i + " value");
                run(context, "zadd zset " + i * 7919L % ELEMENTS + " member:" + i);
                run(context, "rpush list " + i * 7919L % ELEMENTS);
            }
            TreeMap<String, Long> allocations = new TreeMap<>();
            for (String use : USES) {
                for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                    run(context, use);
                }
                long blocks = settledBlocks(keyspace);
                long before = threads.getCurrentThreadAllocatedBytes();
                run(context, use);
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                if (allocated > ELEMENTS) {
                    allocations.put(use, allocated);
                }
                assertEquals(blocks, settledBlocks(keyspace), use + " keeps memory");
            }
            assertEquals(new TreeMap<>(), allocations, "bytes for " + ELEMENTS + " elements");
        }
    }

    /** How many blocks there are once what was replaced has been freed. */
    private static long settledBlocks(Keyspace keyspace) {
        while (keyspace.housekeep(100)) {
            // A slice at a time.
        }
        return keyspace.allocator().liveBlocks();
    }

    private void run(CommandContext context, String line) {
        String[] words = line.split(" ");
        byte[][] arguments = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        Request request = new Request();
        request.setArguments(arguments);
        CommandEntry entry = table.find(request.arg(0));
        reply.begin(session.output(), 2);
        context.enter(session, request, entry);
        long errors = reply.errors();
        entry.command().execute(context);
        reply.end();
        assertEquals(errors, reply.errors(), () -> line + ": " + reply.lastError());
    }
}
