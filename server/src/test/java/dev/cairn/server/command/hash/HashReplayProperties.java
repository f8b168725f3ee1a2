// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespLimits;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.KeyspaceListener;
import dev.cairn.storage.Removal;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.hash.HashCursor;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What the log is told of hash commands, repeated at a later time on an empty keyspace, makes the same hashes. */
class HashReplayProperties {
    private static final long START_MILLIS = 1_700_000_000_000L;
    private static final long YEAR_MILLIS = 365L * 24 * 3600 * 1000;

    @Property(tries = 100)
    void replayEqualsState(@ForAll long seed) {
        Random random = new Random(seed);
        try (Side live = new Side();
                Side replayed = new Side()) {
            long now = START_MILLIS;
            RandomHashCommands commands = new RandomHashCommands(seed, now);
            live.keyspace.tick(now);
            for (int i = random.nextInt(20, 300); i > 0; i--) {
                List<String> words = commands.next();
                if (words.get(0).startsWith("H") && words.size() > 1) {
                    live.run(
                            words.stream().map(w -> w.getBytes(ISO_8859_1)).toArray(byte[][]::new));
                }
                if (random.nextInt(4) == 0) {
                    now += random.nextInt(30);
                    live.keyspace.tick(now);
                }
                if (random.nextInt(20) == 0) {
                    live.keyspace.expireDue(random.nextInt(1, 10));
                }
            }
            live.keyspace.expireDue(Integer.MAX_VALUE);
            replayed.keyspace.tick(now + YEAR_MILLIS);
            replayed.keyspace.expiryEnabled(false);
            live.log.forEach(replayed::run);
            assertEquals(live.contents(), replayed.contents());
            // What a replay logs would be the same again, so a log can be made from a log.
            assertEquals(texts(live.log), texts(replayed.log));
        }
    }

    @Property(tries = 1)
    void comparisonBites() {
        try (Side one = new Side();
                Side other = new Side()) {
            one.run("HSET".getBytes(ISO_8859_1), bytes("h1"), bytes("f"), bytes("1"));
            other.run("HSET".getBytes(ISO_8859_1), bytes("h1"), bytes("f"), bytes("2"));
            assertNotEquals(one.contents(), other.contents());
        }
    }

    private static List<String> texts(List<byte[][]> log) {
        List<String> texts = new ArrayList<>();
        for (byte[][] command : log) {
            List<String> words = new ArrayList<>();
            for (byte[] word : command) {
                words.add(new String(word, ISO_8859_1));
            }
            texts.add(String.join(" ", words));
        }
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** A keyspace, the commands that run on it, and what the log would be told. */
    private static final class Side implements AutoCloseable, KeyspaceListener {
        private final List<byte[][]> log = new ArrayList<>();
        private final Keyspace keyspace;
        private final CommandTable table = new CommandTable(HashCommands.all());
        private final ReplyWriter reply = new ReplyWriter();
        private final CommandContext context;
        private final Session session = new Session(1, NoOutput.INSTANCE, START_MILLIS);
        private final Request request = new Request();

        Side() {
            StorageConfig config = new StorageConfig().reserveBytes(64 << 20).hugePages(false);
            keyspace = Keyspace.open(config.debugMemory(true).hashMaxListpackEntries(16));
            keyspace.listener(this);
            keyspace.database(0)
                    .strings()
                    .set(ByteSlice.of("string"), ByteSlice.of("x"), -1, false);
            context = new CommandContext(null, keyspace, reply);
        }

        void run(byte[]... arguments) {
            request.setArguments(arguments);
            CommandEntry entry = table.find(request.arg(0));
            if (!entry.spec().accepts(arguments.length)) {
                return;
            }
            long changes = keyspace.changes();
            reply.begin(NoOutput.INSTANCE, 2);
            context.enter(session, request, entry);
            entry.command().execute(context);
            reply.end();
            if (context.effects().named()) {
                decode(context.effects().encoded().array(), context.effects().encoded().length());
            } else if (keyspace.changes() != changes) {
                log.add(arguments);
            }
        }

        private void decode(byte[] encoded, int end) {
            RespDecoder decoder = new RespDecoder(new RespLimits());
            Request effect = new Request();
            for (int at = 0; at < end; at += decoder.consumed()) {
                decoder.decode(encoded, at, end, true, effect);
                byte[][] words = new byte[effect.count()][];
                for (int i = 0; i < words.length; i++) {
                    words[i] = effect.arg(i).toBytes();
                }
                log.add(words);
            }
        }

        Map<String, Map<String, String>> contents() {
            Map<String, Map<String, String>> all = new TreeMap<>();
            Database database = keyspace.database(0);
            for (String key : RandomHashCommands.keys()) {
                long entry = database.peek(ByteSlice.of(key));
                if (entry == 0) {
                    continue;
                }
                Map<String, String> fields = new TreeMap<>();
                HashCursor cursor = database.hashes().cursor(entry);
                while (cursor.next()) {
                    String value = cursor.value() + " until " + cursor.expireAtMillis();
                    fields.put(cursor.field().toString(), value);
                }
                all.put(key, fields);
            }
            return all;
        }

        @Override
        public void removed(int database, ByteSlice key, Removal why) {
            throw new AssertionError("no key has an expiry of its own");
        }

        @Override
        public void fieldsExpired(int database, ByteSlice key, ByteSlice[] fields, int count) {
            byte[][] words = new byte[2 + count][];
            words[0] = bytes("HDEL");
            words[1] = key.toBytes();
            for (int i = 0; i < count; i++) {
                words[2 + i] = fields[i].toBytes();
            }
            log.add(words);
        }

        @Override
        public void close() {
            keyspace.close();
        }
    }
}
