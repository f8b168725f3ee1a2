// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogConfig;
import dev.cairn.server.CommandFamilies;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.EngineControl;
import dev.cairn.server.command.Lifecycle;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.command.Settings;
import dev.cairn.server.recovery.LogReplayer;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.time.Clock;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Commands with several elements that meet the end of memory midway: what stays is in the log, too. */
class MemoryEndTest {
    private static final int ELEMENTS = 200;

    @TempDir private Path folder;

    private final ManualLoop loop = new ManualLoop();

    private Engine engine(Keyspace keyspace, EffectLog effectLog) {
        Engine[] engine = new Engine[1];
        ServerContext server =
                answering(
                        ServerContext.class,
                        name ->
                                switch (name) {
                                    case "engine" -> engine[0];
                                    case "lifecycle" -> answering(Lifecycle.class, any -> true);
                                    case "settings" -> answering(Settings.class, any -> "strict");
                                    default -> throw new AssertionError(name);
                                });
        WriteRefusal refusal = new WriteRefusal();
        engine[0] =
                new Engine(
                        loop,
                        keyspace,
                        Clock.SYSTEM,
                        new CommandTable(CommandFamilies.all()),
                        server,
                        effectLog,
                        new Admission(keyspace, effectLog, refusal),
                        refusal,
                        new DeafObserver());
        EngineControl control = engine[0];
        assertEquals(0, control.awaitedKeys(false));
        return engine[0];
    }

    private static <T> T answering(Class<T> type, Function<String, Object> by) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> by.apply(method.getName())));
    }

    @ParameterizedTest
    @CsvSource({
        "RPUSH, 0, LRANGE key 0 -1, :",
        "LPUSH, 0, LRANGE key 0 -1, :",
        "SADD, 0, SMISMEMBER key, :",
        "HSET, 1, HMGET key, :",
        "ZADD, 2, ZRANGE key 0 -1 WITHSCORES, :",
        "XADD, 3, XRANGE key - +, $",
        "MSET, 4, MGET, +"
    })
    void whatStaysIsLogged(String command, int form, String read, String done) throws Exception {
        StorageConfig small = new StorageConfig().reserveBytes(2 << 20).hugePages(false);
        StorageConfig large = new StorageConfig().reserveBytes(256 << 20).hugePages(false);
        EffectLog effectLog = new EffectLog();
        try (Keyspace keyspace = Keyspace.open(small);
                Keyspace again = Keyspace.open(large)) {
            Engine engine = engine(keyspace, effectLog);
            LogConfig config = LogConfig.in(folder).build();
            CommandLog log =
                    CommandLog.open(
                            config, engine.logListener(position -> {}, () -> {}, text -> {}));
            log.start();
            effectLog.attach(log);
            FakeClient client = new FakeClient(engine, 1);
            say(client, "SET", "room", "x".repeat(200_000));
            int failures = 0;
            int keys = 0;
            while (failures < 3) {
                String reply = say(client, request(command, form, keys++));
                if (reply.startsWith("-")) {
                    assertTrue(reply.startsWith("-OOM the memory"), reply);
                    failures++;
                    // What comes next finds some room again, and goes on from what stayed.
                    say(client, "SETRANGE", "room", "0", "y");
                    say(client, "SET", "room", "x".repeat(100_000 / failures));
                } else {
                    assertTrue(reply.startsWith(done), reply);
                }
            }
            log.close();
            log = CommandLog.open(config, engine.logListener(position -> {}, () -> {}, text -> {}));
            Engine replayed = engine(again, new EffectLog());
            new LogReplayer(replayed, again).replayHere(log, 0);
            log.close();
            FakeClient reader = new FakeClient(replayed, 2);
            for (String question : questions(read, keys)) {
                assertEquals(
                        say(client, question.split(" ")), say(reader, question.split(" ")), read);
            }
        }
    }

    private String say(FakeClient client, String... words) throws InterruptedException {
        client.send(words);
        loop.turn();
        for (String text = client.received(); ; text = client.received()) {
            if (!text.isEmpty()) {
                return text;
            }
            loop.awaitTaskAndTurn();
        }
    }

    private static String[] request(String command, int form, int number) {
        List<String> words = new ArrayList<>(List.of(command));
        if (form != 4) {
            words.add("key");
        }
        if (form == 3) {
            words.add("*");
        }
        for (int i = 0; i < ELEMENTS; i++) {
            String element = element(number, i);
            switch (form) {
                case 0 -> words.add(element);
                case 2 -> words.addAll(List.of("" + i, element));
                default -> words.addAll(List.of(element, "value:" + i));
            }
        }
        return words.toArray(String[]::new);
    }

    private static String element(int number, int i) {
        return "element:" + number + ":" + i + "x".repeat(100);
    }

    /** What to ask both sides; what asks for elements is asked for the elements of each request. */
    private static List<String> questions(String read, int keys) {
        List<String> questions =
                new ArrayList<>(List.of("DBSIZE", "TYPE key", "SCARD key", "STRLEN room"));
        if (read.startsWith("M") || read.startsWith("HM") || read.startsWith("SMIS")) {
            for (int number = 0; number < keys; number++) {
                StringBuilder question = new StringBuilder(read);
                for (int i = 0; i < ELEMENTS; i++) {
                    question.append(' ').append(element(number, i));
                }
                questions.add(question.toString());
            }
        } else {
            questions.add(read);
        }
        return questions;
    }
}
