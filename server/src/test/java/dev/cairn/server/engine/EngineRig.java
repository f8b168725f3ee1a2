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

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** An engine with every command, without a log, turned by hand and by a clock that the test sets. */
final class EngineRig implements AutoCloseable {
    final ManualLoop loop = new ManualLoop();
    final Keyspace keyspace =
            Keyspace.open(new StorageConfig().debugMemory(true).reserveBytes(1L << 30));
    final EffectLog effectLog = new EffectLog();
    final WriteRefusal refusal = new WriteRefusal();
    final Engine engine;
    private long nowMillis = 1_000_000;
    private int clients;

    /** {@code more} are commands of the test's own. */
    EngineRig(Command... more) {
        List<Command> commands = new ArrayList<>(CommandFamilies.all());
        commands.addAll(List.of(more));
        ServerContext server =
                (ServerContext)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ServerContext.class},
                                (proxy, method, arguments) -> {
                                    assertEquals(EngineControl.class, method.getReturnType());
                                    return engine();
                                });
        engine =
                new Engine(
                        loop,
                        keyspace,
                        () -> nowMillis,
                        new CommandTable(commands),
                        server,
                        effectLog,
                        new Admission(keyspace, effectLog, refusal),
                        refusal,
                        new DeafObserver());
        engine.start();
    }

    private Engine engine() {
        return engine;
    }

    FakeClient client() {
        return new FakeClient(engine, ++clients);
    }

    /** Sends a request of words without blanks, and turns the loop; gives what the client has then received. */
    String say(FakeClient client, String request) {
        assertTrue(client.send(request.split(" ")));
        loop.turn();
        return client.received();
    }

    /** Lets time pass, and what happens by the clock. */
    void pass(long millis) {
        nowMillis += millis;
        loop.clock();
        loop.turn();
    }

    @Override
    public void close() {
        keyspace.close();
    }
}
