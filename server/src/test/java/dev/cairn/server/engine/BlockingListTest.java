// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CommandFamilies;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.EngineControl;
import dev.cairn.server.command.ServerContext;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Clients that wait for lists. */
class BlockingListTest {
    private final ManualLoop loop = new ManualLoop();
    private final Keyspace keyspace =
            Keyspace.open(new StorageConfig().debugMemory(true).reserveBytes(1L << 30));
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
    void aPushServesWhoWaitsInTheOrderInWhichTheyCame() {
        assertEquals("", say(first, "BLPOP a k 0"));
        assertEquals("", say(second, "BRPOP k 0"));
        assertEquals(":3\r\n", say(writer, "RPUSH k 1 2 3"));
        assertEquals(taken("k", "1"), first.received());
        assertEquals(taken("k", "3"), second.received());
        assertEquals("*1\r\n$1\r\n2\r\n", say(writer, "LRANGE k 0 -1"));
        assertEquals(0, engine.awaitedKeys(false));
    }

    @Test
    void aPushThatServesEverybodyLeavesNoKeyBehind() {
        say(first, "BLMPOP 0 2 a k LEFT COUNT 5");
        assertEquals(":2\r\n", say(writer, "RPUSH k 1 2"));
        assertEquals("*2\r\n$1\r\nk\r\n*2\r\n$1\r\n1\r\n$1\r\n2\r\n", first.received());
        assertEquals(":0\r\n", say(writer, "EXISTS k"));
    }

    @Test
    void whatOneMovesServesTheNext() {
        say(first, "BLMOVE k l LEFT RIGHT 0");
        say(second, "BLPOP l 0");
        say(writer, "RPUSH k v");
        assertEquals("$1\r\nv\r\n", first.received());
        assertEquals(taken("l", "v"), second.received());
        assertEquals(":0\r\n", say(writer, "EXISTS k l"));
    }

    @Test
    void aMoveToAnotherTypeIsRefusedWhenItsTurnComes() {
        say(writer, "SET l text");
        say(first, "BRPOPLPUSH k l 0");
        say(writer, "RPUSH k v");
        assertTrue(first.received().startsWith("-WRONGTYPE "));
        assertEquals(":1\r\n", say(writer, "LLEN k"));
    }

    @Test
    void inATransactionNobodyWaits() {
        say(writer, "MULTI");
        say(writer, "BLPOP k 0");
        say(writer, "BLMOVE k l LEFT LEFT 0");
        say(writer, "BLMPOP 0 1 k LEFT");
        assertEquals("*3\r\n*-1\r\n$-1\r\n*-1\r\n", say(writer, "EXEC"));
    }

    @Test
    void aTransactionServesWithWhatIsLeftOfItsPushes() {
        say(first, "BLPOP k 0");
        say(writer, "MULTI");
        say(writer, "LPUSH k 1");
        say(writer, "LPUSH k 2");
        say(writer, "LPOP k");
        say(writer, "EXEC");
        assertEquals(taken("k", "1"), first.received());
    }

    @Test
    void aWaitEndsWithItsTime() {
        say(first, "BLPOP k 0.5");
        say(second, "BLMOVE k l LEFT LEFT 0.5");
        nowMillis += 499;
        loop.clock();
        loop.turn();
        assertEquals("", first.received());
        nowMillis++;
        loop.clock();
        loop.turn();
        assertEquals("*-1\r\n", first.received());
        assertEquals("*-1\r\n", second.received());
        assertEquals(":1\r\n", say(writer, "RPUSH k v"));
        assertEquals("", first.received());
    }

    @Test
    void aClientThatVanishedIsPassedOver() {
        say(first, "BLPOP k 0");
        say(second, "BLPOP k 0");
        first.closeNow();
        say(writer, "RPUSH k v w");
        assertEquals("", first.received());
        assertEquals(taken("k", "v"), second.received());
        assertEquals(":1\r\n", say(writer, "LLEN k"));
    }

    @Test
    void aListThatIsRenamedOrRestoredServesToo() {
        say(first, "BLPOP k 0");
        say(writer, "RPUSH other v");
        say(writer, "RENAME other k");
        assertEquals(taken("k", "v"), first.received());
        say(first, "BLPOP k 0");
        say(writer, "RPUSH other v");
        say(writer, "COPY other k");
        assertEquals(taken("k", "v"), first.received());
    }
}
