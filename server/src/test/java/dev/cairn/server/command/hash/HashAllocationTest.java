// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Hash commands that are flagged FAST allocate nothing, whichever way the hash is kept. */
class HashAllocationTest {
    private static final int WARM_UP = 30_000;
    private static final int MEASURED = 20_000;

    /** The JVM itself allocates a little now and then; a single object per command would be sixteen times this. */
    private static final long SLACK_BYTES = MEASURED;

    private final Keyspace keyspace =
            Keyspace.open(new StorageConfig().reserveBytes(64 << 20).hugePages(false));
    private final CommandTable table = new CommandTable(HashCommands.all());
    private final ReplyWriter reply = new ReplyWriter();
    private final CommandContext context = new CommandContext(null, keyspace, reply);
    private final Session session = new Session(1, NoOutput.INSTANCE, 0);

    @AfterEach
    void close() {
        keyspace.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HGET h f1",
                "HGET h missing",
                "HMGET h f1 f2 missing",
                "HEXISTS h f1",
                "HSTRLEN h f3",
                "HLEN h",
                "HSET h f1 another",
                "HSET h f2 12345 f3 text",
                "HMSET h f1 x",
                "HSETNX h f1 y",
                "HINCRBY h number 7",
                "HDEL h missing",
                "HTTL h FIELDS 2 f1 f2",
                "HPEXPIRETIME h FIELDS 1 f1",
                "HPERSIST h FIELDS 2 f1 missing",
                "HGETEX h FIELDS 2 f1 missing",
                "HEXPIRE h 1000 FIELDS 2 f1 f2",
                "HGETEX h EX 1000 FIELDS 1 f1",
                "HSETEX h PX 100000 FIELDS 2 f1 v f2 w",
                "HSETEX h KEEPTTL FIELDS 1 f1 v",
                "HGETDEL h FIELDS 1 missing",
            })
    void fastCommandsAllocateNothing(String command) {
        keyspace.tick(1_700_000_000_000L);
        for (String setUp :
                new String[] {
                    "HSET h f1 value f2 13 f3 text number 1", "HSETEX h EX 100000 FIELDS 1 f3 text"
                }) {
            run(setUp);
            assertEquals(0, measure(command) / SLACK_BYTES, command);
        }
    }

    private void run(String command) {
        Request request = request(command);
        execute(request, table.find(request.arg(0)));
    }

    private long measure(String command) {
        Request request = request(command);
        CommandEntry entry = table.find(request.arg(0));
        assertTrue(entry.has(CommandFlag.FAST));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            execute(request, entry);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MEASURED; i++) {
            execute(request, entry);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void execute(Request request, CommandEntry entry) {
        reply.begin(NoOutput.INSTANCE, 2);
        context.enter(session, request, entry);
        entry.command().execute(context);
        reply.end();
    }

    private static Request request(String command) {
        Request request = new Request();
        request.setArguments(
                Arrays.stream(command.split(" "))
                        .map(word -> word.getBytes(ISO_8859_1))
                        .toArray(byte[][]::new));
        return request;
    }
}
