// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CommandFamilies;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.time.Clock;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;

/** Memory that was freed goes back to the machine although no client says anything any more. */
class IdleMemoryTest {
    private long nowMillis = 1_000_000;

    @Test
    void freedMemoryGoesBackWhileNobodyAsks() {
        Clock clock = () -> nowMillis;
        ServerContext server =
                (ServerContext)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {ServerContext.class},
                                (proxy, method, arguments) -> null);
        StorageConfig config = new StorageConfig().reserveBytes(256 << 20).hugePages(false);
        ManualLoop loop = new ManualLoop();
        try (Keyspace keyspace = Keyspace.open(config)) {
            EffectLog effectLog = new EffectLog();
            WriteRefusal refusal = new WriteRefusal();
            Admission admission = new Admission(keyspace, effectLog, refusal);
            Engine engine =
                    new Engine(
                            loop,
                            keyspace,
                            clock,
                            new CommandTable(CommandFamilies.all()),
                            server,
                            effectLog,
                            admission,
                            refusal,
                            new DeafObserver());
            engine.start();
            engine.attach(new KeyspaceWork(keyspace, new ServerMetrics(), admission));
            ByteSlice key = ByteSlice.of("key");
            ByteSlice value = ByteSlice.of("v".repeat(50 << 20));
            keyspace.database(0).strings().set(key, value, -1, false);
            keyspace.database(0).delete(key, false);
            long taken = keyspace.memoryReport().committedBytes();
            assertTrue(taken > 50 << 20, taken + " bytes");
            for (int i = 0; i < 10_000; i++) {
                nowMillis += 10;
                loop.clock();
                loop.turn();
            }
            long left = keyspace.memoryReport().committedBytes();
            assertTrue(left < taken / 5, left + " bytes of " + taken);
        }
    }
}
