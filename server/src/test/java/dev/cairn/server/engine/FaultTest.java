// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogConfig;
import dev.cairn.server.CommandFamilies;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.KeyWait;
import dev.cairn.server.command.Lifecycle;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.server.recovery.LogReplayer;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A fault of our own leaves nothing that the log does not have: what was acknowledged is all that comes back. */
class FaultTest {
    private static final String UNCHANGED =
            "-ERR internal error: nothing has changed; the server's log says more\r\n";
    private static final String ENDS = "-ERR internal error: the server ends, and its next start";

    @TempDir private Path folder;

    private final ManualLoop loop = new ManualLoop();
    private final List<String> told = new ArrayList<>();
    private final Keyspace keyspace = keyspace();
    private final EffectLog effectLog = new EffectLog();
    private boolean ending;
    private long nowMillis = 1_000_000;
    private Engine engine;
    private CommandLog log;
    private FakeClient writer;
    private FakeClient other;

    @BeforeEach
    void open() {
        engine = engine(keyspace, effectLog);
        engine.start();
        writer = new FakeClient(engine, 1);
        other = new FakeClient(engine, 2);
    }

    @AfterEach
    void close() {
        keyspace.close();
    }

    private static Keyspace keyspace() {
        return Keyspace.open(new StorageConfig().reserveBytes(256 << 20).hugePages(false));
    }

    private Engine engine(Keyspace data, EffectLog effects) {
        List<Command> commands = new ArrayList<>(CommandFamilies.all());
        commands.add(new FaultyCommand("fail", context -> {}));
        commands.add(new FaultyCommand("spoil", FaultTest::spoil));
        commands.add(
                new FaultyCommand(
                        "halve", context -> context.database().findForWrite(first(context))));
        commands.add(
                new FaultyCommand("takefail", context -> await(context, false, FaultTest::spoil)));
        commands.add(new FaultyCommand("mindfail", context -> await(context, true, any -> {})));
        Engine[] made = new Engine[1];
        Lifecycle lifecycle = proxy(Lifecycle.class, this::lifecycle);
        ServerContext server =
                proxy(
                        ServerContext.class,
                        (name, arguments) -> name.equals("lifecycle") ? lifecycle : made[0]);
        WriteRefusal refusal = new WriteRefusal();
        made[0] =
                new Engine(
                        loop,
                        data,
                        () -> nowMillis,
                        new CommandTable(commands),
                        server,
                        effects,
                        new Admission(data, effects, refusal),
                        refusal,
                        new DeafObserver());
        return made[0];
    }

    private Object lifecycle(String method, Object[] arguments) {
        if (method.equals("fault")) {
            told.add(arguments[0].toString());
        } else {
            assertEquals("endForFault", method);
            ending = true;
        }
        return null;
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private static ByteSlice first(CommandContext context) {
        return context.arg(1);
    }

    private static void spoil(CommandContext context) {
        context.database().delete(first(context), false);
        context.reply().ok();
    }

    /** Waits until the key is there, or has changed in any way, and then does its harm. */
    private static void await(
            CommandContext context, boolean minding, Consumer<CommandContext> harm) {
        boolean there = context.database().exists(first(context));
        if (there != minding) {
            harm.accept(context);
            return;
        }
        KeyWait wait = KeyWait.on(ValueType.STRING, 1, 1, Long.MAX_VALUE);
        context.block(minding ? wait.mindingEveryChange() : wait);
    }

    private void log() throws Exception {
        LogConfig config = LogConfig.in(folder).build();
        log = CommandLog.open(config, engine.logListener(position -> {}, () -> {}, text -> {}));
        log.start();
        effectLog.attach(log);
    }

    private String say(FakeClient client, String request) throws InterruptedException {
        assertTrue(client.send(request.split(" ")), "nothing runs any more");
        loop.turn();
        return await(client);
    }

    private String await(FakeClient client) throws InterruptedException {
        for (String text = client.received(); ; text = client.received()) {
            if (!text.isEmpty()) {
                return text;
            }
            loop.awaitTaskAndTurn();
        }
    }

    /** Ends as the server does, and returns what its next start has. */
    private String recovered(String... keys) throws Exception {
        assertTrue(ending, "the server does not end");
        assertFalse(
                writer.send("SET", "late", "1"), "a command runs on what the log does not have");
        assertTrue(engine.drain());
        log.close();
        try (Keyspace again = keyspace()) {
            Engine restarted = engine(again, new EffectLog());
            CommandLog reopened =
                    CommandLog.open(
                            LogConfig.in(folder).build(),
                            restarted.logListener(position -> {}, () -> {}, text -> {}));
            new LogReplayer(restarted, again).replayHere(reopened, 0);
            reopened.close();
            return say(new FakeClient(restarted, 3), "MGET " + String.join(" ", keys));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spoil", "halve"})
    void whatACommandChangedThatFailedDoesNotComeBack(String command) throws Exception {
        log();
        say(other, "SET a 1");
        other.send("SET", "b", "2");
        String failed = say(writer, command + " a");
        assertTrue(failed.startsWith(ENDS), failed);
        assertEquals("+OK\r\n", await(other));
        String position = " ends at log position " + effectLog.end() + ",";
        assertTrue(told.getFirst().startsWith("Command " + command), told.getFirst());
        assertTrue(told.getFirst().contains(position), told.getFirst());
        assertEquals("*3\r\n$1\r\n1\r\n$1\r\n2\r\n$-1\r\n", recovered("a", "b", "late"));
    }

    @Test
    void nothingComesBackOfATransactionThatFailed() throws Exception {
        log();
        say(other, "SET a 1");
        other.send("SELECT", "1");
        other.send("SET", "elsewhere", "1");
        other.send("SELECT", "0");
        for (String request : List.of("MULTI", "SET b 1", "SET c 1", "SPOIL a", "SET d 1")) {
            writer.send(request.split(" "));
        }
        writer.send("EXEC");
        assertTrue(engine.handOver(), "the transaction goes on");
        loop.turn();
        String failed = await(writer);
        assertTrue(
                failed.endsWith(
                        "-EXECABORT Transaction discarded because of: "
                                + ENDS.substring(5)
                                + " does not have what this command did\r\n"),
                failed);
        assertEquals("*4\r\n$1\r\n1\r\n$-1\r\n$-1\r\n$-1\r\n", recovered("a", "b", "c", "d"));
    }

    @Test
    void whatAServedClientChangedDoesNotComeBack() throws Exception {
        log();
        other.send("TAKEFAIL", "a");
        assertEquals("+OK\r\n", say(writer, "SET a 1"));
        String failed = await(other);
        assertTrue(failed.startsWith(ENDS), failed);
        assertEquals("*1\r\n$1\r\n1\r\n", recovered("a"));
    }

    @Test
    void workThatFailsEndsTheServer() throws Exception {
        log();
        engine.attach(
                () -> {
                    throw new IllegalStateException("a fault on purpose");
                });
        assertEquals("+OK\r\n", say(writer, "SET a 1"));
        assertEquals("*1\r\n$1\r\n1\r\n", recovered("a"));
    }

    @Test
    void whatFailsByTheClockEndsTheServer() throws Exception {
        log();
        assertEquals("+OK\r\n", say(writer, "SET a 1"));
        engine.loop()
                .repeat(
                        () -> {
                            throw new IllegalStateException("a fault on purpose");
                        },
                        10);
        loop.clock();
        assertEquals("*1\r\n$1\r\n1\r\n", recovered("a"));
    }

    @Test
    void aTaskFromAnotherThreadThatFailsEndsTheServer() throws Exception {
        log();
        assertEquals("+OK\r\n", say(writer, "SET a 1"));
        engine.loop()
                .execute(
                        () -> {
                            throw new IllegalStateException("a fault on purpose");
                        });
        loop.turn();
        assertEquals("*1\r\n$1\r\n1\r\n", recovered("a"));
    }

    @Test
    void withoutALogTheClockGoesOnAndTheFaultIsToldOnce() throws Exception {
        int[] calls = {0};
        engine.loop()
                .repeat(
                        () -> {
                            calls[0]++;
                            throw new IllegalStateException("a fault on purpose");
                        },
                        10);
        loop.clock();
        loop.clock();
        assertEquals(2, calls[0]);
        assertEquals(1, told.size(), told.toString());
        assertFalse(ending);
        String refused = say(writer, "SET a 1");
        assertTrue(refused.startsWith("-MISCONF Writes and snapshots are refused, "), refused);
    }

    @Test
    void whereNothingHasChangedTheClientHearsOfTheFaultAndGoesOn() throws Exception {
        log();
        assertEquals(UNCHANGED, say(writer, "FAIL"));
        assertEquals("+OK\r\n", say(writer, "MULTI"));
        assertEquals("+QUEUED\r\n", say(writer, "FAIL"));
        assertEquals("+QUEUED\r\n", say(writer, "SET a 1"));
        String failed = say(writer, "EXEC");
        assertTrue(failed.startsWith("-EXECABORT Transaction discarded because of: "), failed);
        assertEquals("+OK\r\n", say(writer, "SET a 2"));
        assertTrue(engine.handOver());
        assertEquals(
                "Command fail failed by a fault of Cairn's own, before it changed anything",
                told.getFirst());
        assertFalse(ending);
        log.close();
    }

    /** The client that waits is served at a tick's end, as the key goes by itself. */
    @Test
    void aFaultAtTheEndOfATickKeepsNobodyWaiting() throws Exception {
        KeyspaceWork expiry = new KeyspaceWork(keyspace, new ServerMetrics(), engine.admission());
        engine.attach(expiry);
        say(writer, "SET a 1 PX 100");
        other.send("MINDFAIL", "a");
        nowMillis += 101;
        loop.clock();
        loop.turn();
        loop.turn();
        assertEquals(UNCHANGED, other.received());
        assertEquals("+OK\r\n", say(writer, "SET a 1"));
    }

    @Test
    void withoutALogTheDataStayAsTheyAre() throws Exception {
        say(writer, "SET a 1");
        say(other, "MULTI");
        say(other, "SET a 2");
        String failed = say(writer, "HALVE a");
        assertTrue(
                failed.startsWith("-ERR internal error: the command may have been done"), failed);
        assertFalse(ending);
        assertTrue(engine.writeRefusal().isDoubtful());
        String refused = say(writer, "SET a 3");
        assertTrue(refused.startsWith("-MISCONF Writes and snapshots are refused, "), refused);
        refused = say(other, "EXEC");
        assertTrue(
                refused.startsWith("-EXECABORT Transaction discarded because of: MISCONF"),
                refused);
        assertEquals("$1\r\n1\r\n", say(writer, "GET a"));
    }
}
