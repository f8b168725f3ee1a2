// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;

import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs commands on a keyspace of their own and tells what they allocate once the compiler has seen them. A use is one command
 * or several, separated by bars, that can be repeated for ever.
 */
public final class AllocationFixture implements AutoCloseable {
    private static final int WARM_UP_ROUNDS = 20_000;
    private static final int ROUNDS = 2_000;

    /** What the measuring itself leaves behind; one byte per use would be more. */
    private static final long SLACK_BYTES = 1_500;

    private final Keyspace keyspace =
            Keyspace.open(new StorageConfig().reserveBytes(64 << 20).hugePages(false));
    private final CommandTable table;
    private final ReplyWriter reply = new ReplyWriter();
    private final CommandContext context = new CommandContext(null, keyspace, reply);
    private final Session session = new Session(1, NoOutput.INSTANCE, 0);

    public AllocationFixture(List<Command> commands) {
        table = new CommandTable(commands);
        keyspace.tick(1_700_000_000_000L);
    }

    public void run(String use) {
        run(requests(use), 1);
    }

    /** The uses that allocate, each with the bytes that it allocates, rounded up. */
    public SortedMap<String, Long> allocations(List<String> uses) {
        SortedMap<String, Long> allocations = new TreeMap<>();
        for (String use : uses) {
            long bytes = allocatedBytes(use);
            if (bytes > SLACK_BYTES) {
                allocations.put(use, Math.ceilDiv(bytes, ROUNDS));
            }
        }
        return allocations;
    }

    /** The FAST commands, as their metadata says, that none of the uses has. */
    public SortedSet<String> fastCommandsWithout(List<String> uses) {
        SortedSet<String> left = new TreeSet<>();
        for (CommandEntry entry : table.entries()) {
            if (entry.has(CommandFlag.FAST)) {
                left.add(entry.fullName());
            }
        }
        for (String use : uses) {
            for (String one : use.split("\\|")) {
                left.remove(one.split(" ")[0]);
            }
        }
        return left;
    }

    private long allocatedBytes(String use) {
        List<Request> requests = requests(use);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(requests, WARM_UP_ROUNDS);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(requests, ROUNDS);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Override
    public void close() {
        keyspace.close();
    }

    private void run(List<Request> requests, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < requests.size(); i++) {
                Request request = requests.get(i);
                CommandEntry entry = entry(request);
                reply.begin(NoOutput.INSTANCE, 2);
                context.enter(session, request, entry);
                entry.command().execute(context);
                reply.end();
            }
        }
    }

    private CommandEntry entry(Request request) {
        CommandEntry entry = table.find(request.arg(0));
        return entry.subcommands().isEmpty()
                ? entry
                : CommandTable.findSubcommand(entry, request.arg(1));
    }

    private static List<Request> requests(String use) {
        List<Request> requests = new ArrayList<>();
        for (String one : use.split("\\|")) {
            Request request = new Request();
            request.setArguments(
                    Arrays.stream(one.split(" "))
                            .map(word -> word.getBytes(ISO_8859_1))
                            .toArray(byte[][]::new));
            requests.add(request);
        }
        return requests;
    }
}
