// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.cairn.server.command.bitmap.BitmapCommands;
import dev.cairn.server.command.generic.GenericCommands;
import dev.cairn.server.command.string.StringCommands;
import dev.cairn.server.command.transaction.TransactionCommands;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Commands on keys and strings that are flagged FAST allocate nothing, once the compiler has seen them; nor do some others. */
class FastCommandAllocationTest {
    private static final int WARM_UP_ROUNDS = 20_000;
    private static final int ROUNDS = 2_000;

    /** What the measuring itself leaves behind; one byte per command would be more. */
    private static final long SLACK_BYTES = 1_500;

    /** This computes with big decimals. */
    private static final Set<String> ALLOCATING = Set.of("incrbyfloat");

    /** These remember what the session asked for. */
    private static final Set<String> SESSION_STATE = Set.of("watch", "discard");

    /** One or more uses of each command, each of which can be repeated for ever. */
    private static final List<String> USES =
            List.of(
                    "set k value",
                    "set k value nx get",
                    "set e value px 100000000",
                    "get k",
                    "append a x|set a x",
                    "incr n|decr n",
                    "incrby n 5|decrby n 5",
                    "getset k value",
                    "getex e px 100000000",
                    "getex e persist",
                    "getdel d|setnx d value",
                    "delifeq d value|setnx d value",
                    "delex d ifeq value|setnx d value",
                    "digest k",
                    "increx n byint 5|increx n byint -5 ubound 1000",
                    "strlen k",
                    "mget k n missing",
                    "getbit k 5",
                    "bitfield_ro k get u8 0 get i5 3",
                    "bitcount k 0 -1",
                    "setbit b 7 1|setbit b 7 0",
                    "exists k n missing",
                    "touch k n",
                    "expire e 1000 nx",
                    "expire e 1000",
                    "pexpire e 1000000",
                    "expireat e 33177117420",
                    "pexpireat e 33177117420000",
                    "persist e",
                    "ttl e",
                    "pttl e",
                    "expiretime e",
                    "pexpiretime e",
                    "type k",
                    "renamenx k moved|renamenx moved k",
                    "move k 0",
                    "unlink d|setnx d value",
                    "multi",
                    "unwatch");

    private final Session session = new Session(1, NoOutput.INSTANCE, 0);
    private final ReplyWriter reply = new ReplyWriter();
    private final CommandTable table = table();

    private static CommandTable table() {
        List<Command> all = new ArrayList<>();
        all.addAll(StringCommands.all());
        all.addAll(BitmapCommands.all());
        all.addAll(GenericCommands.all());
        all.addAll(TransactionCommands.all());
        return new CommandTable(all);
    }

    @Test
    void fastCommandsAllocateNothing() {
        StorageConfig config = new StorageConfig().reserveBytes(64 << 20).hugePages(false);
        try (Keyspace keyspace = Keyspace.open(config)) {
            keyspace.tick(1_000_000_000_000L);
            CommandContext context = new CommandContext(null, keyspace, reply);
            TreeMap<String, Long> allocations = new TreeMap<>();
            for (String use : USES) {
                long allocated = measure(context, use);
                if (allocated > SLACK_BYTES) {
                    allocations.put(use, allocated / ROUNDS);
                }
            }
            assertEquals(new TreeMap<>(), allocations, "bytes per use");
        }
    }

    @Test
    void everyFastCommandIsMeasured() {
        Set<String> left = new TreeSet<>();
        for (CommandEntry entry : table.entries()) {
            if (entry.has(CommandFlag.FAST)) {
                left.add(entry.fullName());
            }
        }
        for (String use : USES) {
            for (String one : use.split("\\|")) {
                left.remove(one.split(" ")[0]);
            }
        }
        left.removeAll(ALLOCATING);
        left.removeAll(SESSION_STATE);
        assertTrue(left.isEmpty(), () -> "not measured: " + left);
    }

    private long measure(CommandContext context, String use) {
        List<Request> requests = new ArrayList<>();
        for (String one : use.split("\\|")) {
            String[] words = one.split(" ");
            byte[][] arguments = new byte[words.length][];
            for (int i = 0; i < words.length; i++) {
                arguments[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
            }
            Request request = new Request();
            request.setArguments(arguments);
            requests.add(request);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(context, requests, WARM_UP_ROUNDS);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(context, requests, ROUNDS);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void run(CommandContext context, List<Request> requests, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < requests.size(); i++) {
                Request request = requests.get(i);
                CommandEntry entry = table.find(request.arg(0));
                reply.begin(NoOutput.INSTANCE, 2);
                context.enter(session, request, entry);
                entry.command().execute(context);
                reply.end();
            }
        }
    }
}
