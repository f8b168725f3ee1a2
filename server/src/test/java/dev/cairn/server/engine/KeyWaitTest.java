// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CommandFamilies;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.EngineControl;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.session.ReplyMode;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Clients that wait for keys: who is served, when, and by what. */
class KeyWaitTest {
    private static final String NOTHING = "*-1\r\n";

    private final ManualLoop loop = new ManualLoop();
    private final Keyspace keyspace =
            Keyspace.open(new StorageConfig().debugMemory(true).reserveBytes(1L << 30));
    private final TakeCommand take = new TakeCommand("take", false);
    private final TakeCommand mind = new TakeCommand("mind", true);
    private final EffectLog effectLog = new EffectLog();
    private final WriteRefusal refusal = new WriteRefusal();
    private long nowMillis = 1_000_000;
    private Engine engine;
    private FakeClient writer;
    private FakeClient first;
    private FakeClient second;

    @BeforeEach
    void open() {
        List<Command> commands = new ArrayList<>(CommandFamilies.all());
        commands.add(take);
        commands.add(mind);
        ServerContext server =
                (ServerContext)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ServerContext.class},
                                (proxy, method, arguments) -> {
                                    assertEquals(EngineControl.class, method.getReturnType());
                                    return engine;
                                });
        Clock clock = () -> nowMillis;
        engine =
                new Engine(
                        loop,
                        keyspace,
                        clock,
                        new CommandTable(commands),
                        server,
                        effectLog,
                        new Admission(keyspace, effectLog, refusal),
                        refusal,
                        new DeafObserver());
        engine.start();
        writer = new FakeClient(engine, 1);
        first = new FakeClient(engine, 2);
        second = new FakeClient(engine, 3);
    }

    @AfterEach
    void close() {
        keyspace.close();
    }

    private String say(FakeClient client, String request) {
        assertTrue(client.send(request.split(" ")));
        loop.turn();
        return client.received();
    }

    private static String taken(String key, String value) {
        return "*2\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n"
                .formatted(key.length(), key, value.length(), value);
    }

    @Test
    void whoWaitsIsServedByTheWriteThatMakesItsKeyAndOnce() {
        assertEquals("", say(first, "TAKE k 0"));
        assertNotNull(first.session().blocker());
        assertEquals("+OK\r\n", say(writer, "SET k v"));
        assertEquals(taken("k", "v"), first.received());
        assertNull(first.session().blocker());
        assertTrue(first.wasResumed());
        assertEquals("+OK\r\n", say(writer, "SET k w"));
        assertEquals("", first.received());
        assertEquals("$1\r\nw\r\n", say(writer, "GET k"));
    }

    @Test
    void thoseWhoWaitForAKeyAreServedInTheOrderInWhichTheyCame() {
        say(first, "TAKE a k 0");
        say(second, "TAKE k 0");
        say(writer, "SET k 1");
        assertEquals(taken("k", "1"), first.received());
        assertEquals("", second.received());
        say(writer, "SET k 2");
        assertEquals(taken("k", "2"), second.received());
        assertEquals(0, engine.awaitedKeys(false));
    }

    @Test
    void ofSeveralKeysTheFirstInTheArgumentsIsTaken() {
        say(first, "TAKE a b 0");
        assertEquals("+OK\r\n", say(writer, "MSET b 2 a 1"));
        assertEquals(taken("a", "1"), first.received());
        assertEquals("$1\r\n2\r\n", say(writer, "GET b"));
    }

    @Test
    void aTransactionServesWhenItIsDoneAndOnlyWithWhatIsLeft() {
        say(first, "TAKE k 0");
        say(writer, "MULTI");
        say(writer, "SET k 1");
        say(writer, "DEL k");
        say(writer, "EXEC");
        assertEquals("", first.received());
        say(writer, "MULTI");
        say(writer, "SET k 1");
        say(writer, "SET k 2");
        say(writer, "EXEC");
        assertEquals(taken("k", "2"), first.received());
    }

    @Test
    void insideATransactionNobodyWaits() {
        say(writer, "MULTI");
        say(writer, "TAKE k 0");
        assertEquals("*1\r\n" + NOTHING, say(writer, "EXEC"));
    }

    @Test
    void aValueOfAnotherTypeIsNotForThem() {
        say(first, "TAKE k 0");
        say(writer, "HSET k f v");
        assertEquals("", first.received());
        assertEquals(1, take.runs());
        say(writer, "SET k 1");
        assertEquals(taken("k", "1"), first.received());
    }

    @Test
    void whoMindsEveryChangeIsTriedAfterEachAndKeepsItsPlace() {
        say(first, "MIND k 0");
        say(second, "TAKE k 0");
        assertEquals(1, engine.awaitedKeys(true));
        say(writer, "HSET k f v");
        say(writer, "DEL k");
        assertEquals(3, mind.runs());
        assertEquals("", first.received());
        say(writer, "SET k 1");
        assertEquals(taken("k", "1"), first.received());
        assertEquals("", second.received());
    }

    @Test
    void keysThatAppearByRenamingSwappingAndExpiringAreNoticed() {
        say(first, "TAKE k 0");
        say(writer, "SET other 1");
        say(writer, "RENAME other k");
        assertEquals(taken("k", "1"), first.received());
        say(first, "TAKE k 0");
        say(writer, "SELECT 1");
        say(writer, "SET k 2");
        assertEquals("", first.received());
        say(writer, "SWAPDB 0 1");
        assertEquals(taken("k", "2"), first.received());
        say(second, "MIND k 0");
        say(writer, "FLUSHALL");
        assertEquals(2, mind.runs());
    }

    @Test
    void aWaitEndsWhenItsTimeIsOver() {
        say(first, "TAKE k 0.5");
        say(second, "TAKE k 0");
        nowMillis += 499;
        loop.clock();
        loop.turn();
        assertEquals("", first.received());
        nowMillis++;
        loop.clock();
        loop.turn();
        assertEquals(NOTHING, first.received());
        say(writer, "SET k v");
        assertEquals("", first.received());
        assertEquals(taken("k", "v"), second.received());
    }

    @Test
    void aWaitThatIsEndedFromOutsideLeavesItsQueues() {
        say(first, "TAKE k 0");
        engine.unblock(first.session(), reply -> reply.error("UNBLOCKED by hand"));
        loop.turn();
        assertEquals("-UNBLOCKED by hand\r\n", first.received());
        assertEquals(0, engine.awaitedKeys(false));
        say(writer, "SET k v");
        assertEquals("", first.received());
    }

    @Test
    void aClientThatIsGoingIsPassedOver() {
        say(first, "TAKE k 0");
        say(second, "TAKE k 0");
        first.closeNow();
        say(writer, "SET k v");
        assertEquals("", first.received());
        assertEquals(taken("k", "v"), second.received());
    }

    @Test
    void aClientThatWantsNoRepliesGetsNone() {
        first.session().replyMode(ReplyMode.OFF);
        say(first, "TAKE k 0");
        say(writer, "SET k v");
        assertEquals("", first.received());
        assertEquals(":0\r\n", say(writer, "EXISTS k"));
    }

    @Test
    void aKeyThatIsNamedTwiceIsWaitedForOnce() {
        say(first, "TAKE k k a k 0");
        assertEquals(2, engine.awaitedKeys(false));
        say(writer, "SET k v");
        assertEquals(taken("k", "v"), first.received());
        assertEquals(0, engine.awaitedKeys(false));
    }

    @Test
    void whatIsWrongWithATimeoutIsSaid() {
        String notAFloat = "-ERR timeout is not a float or out of range\r\n";
        assertEquals(notAFloat, say(first, "TAKE k x"));
        assertEquals("-ERR timeout is negative\r\n", say(first, "TAKE k -1"));
        assertEquals("-ERR timeout is out of range\r\n", say(first, "TAKE k 1e30"));
        assertEquals("-ERR timeout is out of range\r\n", say(first, "TAKE k 9223372036854775"));
        assertFalse(engine.awaitedKeys(false) > 0);
    }

    @Test
    void tenThousandWaitersForOneKeyAreNotTriedForAnEmptyKey() {
        List<FakeClient> clients = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            FakeClient client = new FakeClient(engine, 10 + i);
            client.send("TAKE", "k", "0");
            clients.add(client);
        }
        loop.turn();
        int before = take.runs();
        say(writer, "SET k v");
        assertEquals(taken("k", "v"), clients.get(0).received());
        say(writer, "SET other v");
        assertEquals(before + 1, take.runs());
    }
}
