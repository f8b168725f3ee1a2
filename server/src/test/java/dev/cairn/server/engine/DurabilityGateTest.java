// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogConfig;
import dev.cairn.aof.LogException;
import dev.cairn.aof.SyncPolicy;
import dev.cairn.server.CommandFamilies;
import dev.cairn.server.command.CommandTable;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;

/** Who waits for the disk, and who does not, while a sync stands still. */
class DurabilityGateTest {
    private final StallingDisk disk = new StallingDisk();
    private boolean ended;
    private final ManualLoop loop = new ManualLoop();
    private final Keyspace keyspace =
            Keyspace.open(new StorageConfig().debugMemory(true).reserveBytes(1L << 30));
    private Engine engine;
    private CommandLog log;
    private FakeClient writer;
    private FakeClient reader;

    @TempDir private Path folder;

    @BeforeEach
    void open() throws Exception {
        EffectLog effectLog = new EffectLog();
        WriteRefusal refusal = new WriteRefusal();
        engine =
                new Engine(
                        loop,
                        keyspace,
                        Clock.SYSTEM,
                        new CommandTable(CommandFamilies.all()),
                        null,
                        effectLog,
                        new Admission(keyspace, effectLog, refusal),
                        refusal,
                        new DeafObserver());
        LogConfig config = LogConfig.in(folder).disk(disk).ringBatches(2).build();
        log =
                CommandLog.open(
                        config, engine.logListener(position -> {}, () -> ended = true, text -> {}));
        log.start();
        effectLog.attach(log);
        writer = new FakeClient(engine, 1);
        reader = new FakeClient(engine, 2);
    }

    @AfterEach
    void close() throws Exception {
        disk.goOn();
        log.close();
        keyspace.close();
    }

    private void policy(SyncPolicy policy) {
        engine.syncPolicy(policy);
    }

    private String awaitReply(FakeClient client) throws InterruptedException {
        for (String text = client.received(); ; text = client.received()) {
            if (!text.isEmpty()) {
                return text;
            }
            loop.awaitTaskAndTurn();
        }
    }

    @ParameterizedTest
    @EnumSource(SyncPolicy.class)
    void whoeverWaitsForALogThatEndedHearsThatTheServerEnds(SyncPolicy policy) throws Exception {
        policy(policy);
        disk.breakDown();
        writer.send("SET", "a", "1");
        loop.turn();
        log.requestSync();
        while (!ended) {
            loop.awaitTaskAndTurn();
        }
        assertEquals(policy == SyncPolicy.ALWAYS ? "" : "+OK\r\n", writer.received());
        reader.send("SET", "b", "2");
        loop.turn();
        String refused = reader.received();
        assertTrue(refused.startsWith("-MISCONF The log writer stopped: "), refused);
        assertThrows(LogException.class, log::close);
        engine.releaseReplies();
        assertEquals("", writer.received());
    }

    @Test
    void underAlwaysAWriteIsAnsweredOnceItIsDurable() throws Exception {
        policy(SyncPolicy.ALWAYS);
        disk.stall();
        writer.send("SET", "a", "1");
        loop.turn();
        assertEquals("", writer.received());
        disk.goOn();
        assertEquals("+OK\r\n", awaitReply(writer));
        assertTrue(log.durablePosition() >= log.submittedPosition());
    }

    /** A sync is dear, a look for more input is not: but only as long as it finds some. */
    @Test
    void underAlwaysABatchGathersForSomeTurns() throws Exception {
        policy(SyncPolicy.ALWAYS);
        long first = log.submittedPosition();
        writer.send("SET", "a", "1");
        loop.endTick();
        reader.send("GET", "b");
        loop.turn();
        assertEquals("$-1\r\n", reader.received(), "who waits for nothing does not wait");
        long second = log.submittedPosition();
        assertTrue(second > first, "no write came any more");
        for (int i = 0; log.submittedPosition() == second; i++) {
            assertTrue(i < 3, "writes that go on do not let the first one wait");
            writer.send("SET", "a", "1");
            loop.turn();
        }
        while (log.durablePosition() < log.submittedPosition()) {
            Thread.onSpinWait(); // then the ring has room again
        }
        policy(SyncPolicy.EVERYSEC);
        second = log.submittedPosition();
        writer.send("SET", "a", "1");
        loop.endTick();
        assertTrue(log.submittedPosition() > second, "where no sync is spared, nobody waits");
    }

    @Test
    void underAlwaysAReaderWaitsForTheKeyThatIsNotDurableAndForNoOther() throws Exception {
        policy(SyncPolicy.ALWAYS);
        writer.send("SET", "a", "1");
        writer.send("SET", "b", "1");
        loop.turn();
        assertEquals("+OK\r\n+OK\r\n", awaitReply(writer));
        disk.stall();
        writer.send("SET", "a", "2");
        loop.turn();
        reader.send("GET", "b");
        loop.turn();
        assertEquals("$1\r\n1\r\n", reader.received(), "b is durable");
        reader.send("GET", "a");
        loop.turn();
        assertEquals("", reader.received(), "nobody sees a write that a crash can take back");
        reader.send("GET", "b");
        loop.turn();
        assertEquals("", reader.received(), "replies keep their order");
        disk.goOn();
        assertEquals("+OK\r\n", awaitReply(writer));
        assertEquals("$1\r\n2\r\n$1\r\n1\r\n", awaitReply(reader));
    }

    @Test
    void underEverysecAWriteIsAnsweredWhileTheDiskStandsStill() throws Exception {
        policy(SyncPolicy.EVERYSEC);
        disk.stall();
        writer.send("SET", "a", "1");
        loop.turn();
        assertEquals("+OK\r\n", awaitReply(writer));
        reader.send("GET", "a");
        loop.turn();
        assertEquals("$1\r\n1\r\n", reader.received());
    }

    @Test
    void whenTheLogTakesNoMoreWritersWaitAndReadersGoOn() throws Exception {
        fillTheLog();
        assertFalse(writer.wasResumed());
        reader.send("GET", "missing");
        loop.turn();
        assertEquals("$-1\r\n", reader.received());
        disk.goOn();
        while (!writer.wasResumed()) {
            loop.awaitTaskAndTurn();
        }
        assertTrue(writer.send("SET", "last", "1"));
    }

    /** A reader's tick may find room before the log's news arrive. */
    @Test
    void whoeverFindsThatTheLogTakesMoreLetsTheWritersGoOn() throws Exception {
        fillTheLog();
        disk.goOn();
        while (log.durablePosition() < log.submittedPosition()) {
            Thread.onSpinWait();
        }
        reader.send("GET", "missing");
        loop.endTick();
        loop.turn();
        assertTrue(writer.wasResumed());
        assertTrue(writer.send("SET", "last", "1"));
    }

    private void fillTheLog() throws Exception {
        policy(SyncPolicy.ALWAYS);
        disk.stall();
        assertTrue(writer.send("SET", "first", "1"));
        while (log.submittedPosition() == 0) {
            loop.turn();
        }
        disk.awaitSync();
        int sent = 0;
        while (writer.send("SET", "a" + sent, "1")) {
            loop.turn();
            assertTrue(++sent < 100, "the ring of two batches never filled");
        }
        loop.turn();
    }
}
