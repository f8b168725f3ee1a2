// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageSink;
import dev.cairn.storage.snapshot.Snapshot;
import dev.cairn.storage.type.list.ListEdit;
import dev.cairn.storage.type.set.SetEdit;
import dev.cairn.storage.type.zset.SortedSetEdit;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.List;
import java.util.Random;

/** Random work with values of every type, whatever else goes on, leaves no block behind once everything is flushed. */
class LeakProperties {
    private static final int KEYS_EACH = 12;

    /** One random change of the value at a key of one type. A new type adds its own here. */
    private interface Work {
        void act(Database database, ByteSlice key, Random random);
    }

    private static final List<Work> TYPES =
            List.of(
                    LeakProperties::string,
                    LeakProperties::hash,
                    LeakProperties::list,
                    LeakProperties::set,
                    LeakProperties::sortedSet);

    @Property(tries = 25)
    void nothingIsLeftAfterAFlush(@ForAll long seed, @ForAll boolean debug) {
        Random random = new Random(seed);
        StorageConfig config = KeyspaceActions.config(debug).listMaxListpackSize(8);
        try (Keyspace keyspace = Keyspace.open(config)) {
            Snapshot snapshot = null;
            for (int i = 0; i < 6000; i++) {
                keyspace.tick(1000 + i);
                Database database = keyspace.database(random.nextInt(2));
                int type = random.nextInt(TYPES.size());
                ByteSlice key = ByteSlice.of(type + ":" + random.nextInt(KEYS_EACH));
                if (random.nextInt(60) == 0) {
                    wholeKey(keyspace, database, key, random);
                } else {
                    TYPES.get(type).act(database, key, random);
                }
                keyspace.expireDue(random.nextInt(3));
                if (random.nextInt(4) == 0) {
                    keyspace.housekeep(random.nextInt(4));
                }
                if (snapshot == null && random.nextInt(1000) == 0) {
                    snapshot = keyspace.beginSnapshot(new ForgetfulSink());
                } else if (snapshot != null && random.nextInt(3) == 0 && snapshot.advance(1)) {
                    snapshot = null;
                }
            }
            keyspace.flush(-1, true);
            while (snapshot != null && !snapshot.advance(1)) {
                assertTrue(keyspace.memoryReport().usedBytes() > 0);
            }
            while (keyspace.housekeep(1)) {
                assertTrue(keyspace.memoryReport().usedBytes() >= 0);
            }
            assertEquals(0, keyspace.allocator().liveBlocks());
            assertEquals(0, keyspace.memoryReport().usedBytes());
            assertEquals(0, keyspace.memoryReport().overheadBytes());
            assertEquals(0, keyspace.memoryReport().pendingFreeBytes());
        }
    }

    private static void wholeKey(
            Keyspace keyspace, Database database, ByteSlice key, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> database.delete(key, true);
            case 1 -> database.setExpireAt(key, keyspace.nowMillis() + random.nextInt(2000));
            case 2 -> database.rename(key, ByteSlice.of(key + "'"));
            case 3 -> database.move(key, keyspace.database(1 - database.index()));
            default -> database.copy(key, database, ByteSlice.of(key + "'"));
        }
    }

    private static void string(Database database, ByteSlice key, Random random) {
        ByteSlice text = ByteSlice.of("t".repeat(random.nextInt(12_000)));
        database.strings().set(key, text, -1, random.nextBoolean());
    }

    private static void hash(Database database, ByteSlice key, Random random) {
        ByteSlice field = name(random);
        if (random.nextInt(3) == 0) {
            database.hashes().delete(key, field);
        } else {
            long expiry = random.nextInt(4) == 0 ? 8000 + random.nextInt(2000) : -1;
            database.hashes().set(key, field, name(random), expiry, false);
        }
    }

    private static void list(Database database, ByteSlice key, Random random) {
        ListEdit edit = database.lists().edit(key);
        if (random.nextInt(3) == 0) {
            edit.removeEnds(random.nextBoolean(), random.nextInt(3));
            edit.settle();
        } else {
            edit.push(name(random), random.nextBoolean());
        }
    }

    private static void set(Database database, ByteSlice key, Random random) {
        SetEdit edit = database.sets().edit(key);
        if (random.nextInt(3) == 0) {
            edit.remove(name(random));
        } else {
            edit.add(name(random));
        }
    }

    private static void sortedSet(Database database, ByteSlice key, Random random) {
        SortedSetEdit edit = database.sortedSets().edit(key);
        boolean present = !Double.isNaN(edit.find(name(random)));
        if (!present) {
            edit.add(random.nextInt(10));
        } else if (random.nextBoolean()) {
            edit.rescore(random.nextInt(10));
        } else {
            edit.remove();
        }
    }

    private static ByteSlice name(Random random) {
        return ByteSlice.of("name" + random.nextInt(300) + "x".repeat(random.nextInt(70)));
    }

    /** What a snapshot holds is the question here, not what it says. */
    private static final class ForgetfulSink implements ImageSink {
        @Override
        public byte[] borrow(int atLeast) {
            return new byte[Math.max(atLeast, 1 << 16)];
        }

        @Override
        public void accept(byte[] chunk, int length) {
            // Nobody reads it.
        }

        @Override
        public boolean full() {
            return false;
        }
    }
}
