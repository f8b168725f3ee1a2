// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** A list of a million elements: no command allocates on the heap by its length, and the fast ones allocate nothing. */
class LongListTest {
    private static final int ELEMENTS = 1_000_000;
    private static final int ROUNDS = 3000;
    private static final long SLACK_BYTES = 1_500;

    /** What one command may take whatever the list's length: a longer scratch, a path. */
    private static final long ONCE_BYTES = 64 << 10;

    private final Session session = new Session(1, NoOutput.INSTANCE, 0);
    private final ReplyWriter reply = new ReplyWriter();
    private final CommandTable table = new CommandTable(ListCommands.all());
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private CommandContext context;

    @Test
    void nothingIsAllocatedByTheLengthOfAList() {
        StorageConfig config = new StorageConfig().reserveBytes(512 << 20).hugePages(false);
        try (Keyspace keyspace = Keyspace.open(config)) {
            keyspace.tick(1_000_000_000_000L);
            context = new CommandContext(null, keyspace, reply);
            for (int i = 0; i < ELEMENTS; i++) {
                run(request("rpush", "list", "element:" + i % 1000));
            }
            long entry = keyspace.database(0).find(ByteSlice.of("list"));
            assertEquals(ELEMENTS, keyspace.database(0).lists().length(entry));
            TreeMap<String, Long> allocations = new TreeMap<>();
            for (String use :
                    new String[] {
                        "lpush list a|rpop list",
                        "rpush list a b|lpop list|lpop list",
                        "lpushx list 77|rpop list",
                        "rpushx list 77|lpop list",
                        "llen list",
                        "lindex list 500000",
                        "lset list 500000 x",
                        "lrange list 500000 500010",
                        "lmove list list left right"
                    }) {
                repeat(use, ROUNDS);
                repeat(use, ROUNDS);
                long allocated = repeat(use, ROUNDS);
                if (allocated > SLACK_BYTES) {
                    allocations.put(use, allocated / ROUNDS);
                }
            }
            for (String use :
                    new String[] {
                        "lrange list 0 -1",
                        "lpos list element:999 count 0",
                        "lpos list missing rank -1",
                        "linsert list before missing x",
                        "lrem list 0 element:7",
                        "lpop list 100000",
                        "ltrim list 100000 -1",
                        "lmpop 1 list right count 100000"
                    }) {
                repeat("lrange list 0 100", 1000);
                long allocated = repeat(use, 1);
                if (allocated > ONCE_BYTES) {
                    allocations.put(use, allocated);
                }
            }
            assertEquals(new TreeMap<>(), allocations, "bytes per use");
            assertTrue(keyspace.database(0).lists().length(entry) > ELEMENTS / 2);
        }
    }

    private long repeat(String use, int rounds) {
        String[] parts = use.split("\\|");
        Request[] requests = new Request[parts.length];
        for (int i = 0; i < parts.length; i++) {
            requests[i] = request(parts[i].split(" "));
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < rounds; round++) {
            for (Request request : requests) {
                run(request);
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void run(Request request) {
        CommandEntry entry = table.find(request.arg(0));
        reply.begin(NoOutput.INSTANCE, 2);
        context.enter(session, request, entry);
        entry.command().execute(context);
        reply.end();
    }

    private static Request request(String... words) {
        byte[][] arguments = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        Request request = new Request();
        request.setArguments(arguments);
        return request;
    }
}
