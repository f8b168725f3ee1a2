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

/**
 * Runs commands on a keyspace of their own and tells what they allocate once the compiler has seen them. A use is one command
 * or several, separated by bars, that can be repeated for ever.
 */
public final class AllocationFixture implements AutoCloseable {
    private static final int WARM_UP_ROUNDS = 20_000;
    private static final int ROUNDS = 2_000;

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

    public CommandTable table() {
        return table;
    }

    public void run(String use) {
        run(entries(use), requests(use), 1);
    }

    /** The bytes that a use allocates, rounded down: the measuring itself leaves less than one behind. */
    public long bytesPerUse(String use) {
        List<CommandEntry> entries = entries(use);
        List<Request> requests = requests(use);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run(entries, requests, WARM_UP_ROUNDS);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(entries, requests, ROUNDS);
        return (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    }

    @Override
    public void close() {
        keyspace.close();
    }

    private void run(List<CommandEntry> entries, List<Request> requests, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < requests.size(); i++) {
                reply.begin(NoOutput.INSTANCE, 2);
                context.enter(session, requests.get(i), entries.get(i));
                entries.get(i).command().execute(context);
                reply.end();
            }
        }
    }

    private List<CommandEntry> entries(String use) {
        List<CommandEntry> entries = new ArrayList<>();
        for (Request request : requests(use)) {
            CommandEntry entry = table.find(request.arg(0));
            entries.add(
                    entry.subcommands().isEmpty()
                            ? entry
                            : CommandTable.findSubcommand(entry, request.arg(1)));
        }
        return entries;
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
