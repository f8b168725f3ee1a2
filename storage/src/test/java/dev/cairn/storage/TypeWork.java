// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageLines;
import dev.cairn.storage.type.list.ListEdit;
import dev.cairn.storage.type.set.SetEdit;
import dev.cairn.storage.type.stream.FieldSource;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;
import dev.cairn.storage.type.zset.SortedSetEdit;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random work on values of every type, which come to be in every encoding. */
final class TypeWork {
    private static final int KEYS_EACH = 12;
    private static final int DATABASES = 2;

    /** One random change of the value at a key of one type. A new type adds its own here. */
    private interface Work {
        void act(Database database, ByteSlice key, Random random);
    }

    private static final List<Work> TYPES =
            List.of(
                    TypeWork::string,
                    TypeWork::hash,
                    TypeWork::list,
                    TypeWork::set,
                    TypeWork::sortedSet,
                    TypeWork::stream);

    private TypeWork() {}

    /** Limits that values cross time and again. */
    static StorageConfig config(boolean debug) {
        return KeyspaceActions.config(debug)
                .listMaxListpackSize(8)
                .setMaxIntsetEntries(12)
                .setMaxListpackEntries(18)
                .zsetMaxListpackEntries(10);
    }

    /** Changes something. */
    static void act(Keyspace keyspace, Random random) {
        Database database = keyspace.database(random.nextInt(DATABASES));
        int type = random.nextInt(TYPES.size());
        ByteSlice key = ByteSlice.of(type + ":" + random.nextInt(KEYS_EACH));
        if (random.nextInt(60) == 0) {
            wholeKey(keyspace, database, key, random);
        } else {
            TYPES.get(type).act(database, key, random);
        }
    }

    /** All values as they are now, as a snapshot tells of them. */
    static Map<String, String> lines(Keyspace keyspace) {
        ImageLines lines = new ImageLines();
        for (int i = 0; i < DATABASES; i++) {
            Database database = keyspace.database(i);
            long cursor = 0;
            do {
                cursor =
                        database.scan(
                                cursor,
                                10,
                                (_, entry) -> keyspace.image(database.index(), entry, lines));
            } while (cursor != 0);
        }
        return lines.lines();
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
        ByteSlice text =
                switch (random.nextInt(4)) {
                    case 0 -> ByteSlice.of("" + random.nextLong());
                    case 1 -> ByteSlice.of("t".repeat(random.nextInt(60)));
                    default -> ByteSlice.of("t".repeat(random.nextInt(12_000)));
                };
        database.strings().set(key, text, -1, random.nextBoolean());
    }

    /** Every second hash is small. */
    private static void hash(Database database, ByteSlice key, Random random) {
        boolean small = key.at(key.length() - 1) % 2 == 0;
        ByteSlice field = small ? ByteSlice.of("f" + random.nextInt(8)) : name(random);
        if (random.nextInt(3) == 0) {
            database.hashes().delete(key, field);
        } else {
            long expiry = !small && random.nextInt(4) == 0 ? 8000 + random.nextInt(2000) : -1;
            ByteSlice value = small ? ByteSlice.of("v" + random.nextInt(50)) : name(random);
            database.hashes().set(key, field, value, expiry, false);
        }
    }

    private static void list(Database database, ByteSlice key, Random random) {
        ListEdit edit = database.lists().edit(key);
        if (random.nextInt(3) == 0) {
            edit.removeEnds(random.nextBoolean(), random.nextInt(3));
            edit.settle();
        } else {
            ByteSlice element = name(random);
            edit.expect(1, element.length());
            edit.push(element, random.nextBoolean());
        }
    }

    /** Every second set has numbers alone. */
    private static void set(Database database, ByteSlice key, Random random) {
        SetEdit edit = database.sets().edit(key);
        boolean numbers = key.at(key.length() - 1) % 2 == 0;
        ByteSlice member = numbers ? ByteSlice.of("" + random.nextInt(60)) : name(random);
        if (edit.entry() != 0 && random.nextInt(50) == 0) {
            long size = database.sets().size(edit.entry());
            edit.expectPops(size / 2);
            for (long i = 0; i < size / 2; i++) {
                edit.pop();
            }
        } else if (random.nextInt(3) == 0) {
            edit.remove(member);
        } else {
            edit.add(member);
        }
    }

    private static void sortedSet(Database database, ByteSlice key, Random random) {
        SortedSetEdit edit = database.sortedSets().edit(key);
        if (edit.entry() != 0 && random.nextInt(50) == 0) {
            long from = random.nextLong(edit.length());
            edit.removeRange(from, from + random.nextLong(edit.length() - from + 1));
            return;
        }
        boolean present = !Double.isNaN(edit.find(name(random)));
        if (!present) {
            edit.add(random.nextInt(10));
        } else if (random.nextBoolean()) {
            edit.rescore(random.nextInt(10));
        } else {
            edit.remove();
        }
    }

    private static void stream(Database database, ByteSlice key, Random random) {
        Streams streams = database.streams();
        long entry = database.findForWrite(key);
        if (entry == 0) {
            streams.create(key);
            return;
        }
        long stream = streams.stream(entry);
        StreamId last = streams.last(stream, new StreamId());
        StreamId some = new StreamId().set(1, random.nextLong(last.seq() + 1));
        switch (random.nextInt(12)) {
            case 0 -> {
                streams.entries().delete(stream, some);
                streams.entries().settleFirst(stream);
            }
            case 1 -> streams.entries().trim(stream, 0, some, random.nextBoolean(), 5);
            case 2, 3, 4, 5 -> group(streams, stream, some, random);
            default -> {
                Entry added = new Entry(name(random), name(random));
                streams.entries().append(stream, last.set(1, last.seq() + 1), added, 1000, 10);
            }
        }
    }

    private static void group(Streams streams, long stream, StreamId id, Random random) {
        StreamGroups groups = streams.groups();
        ByteSlice groupName = ByteSlice.of("group" + random.nextInt(2));
        ByteSlice consumerName = ByteSlice.of("consumer" + random.nextInt(3));
        long group = groups.find(stream, groupName);
        if (group == 0) {
            groups.create(stream, groupName, id, StreamGroups.UNKNOWN);
            return;
        }
        long consumer = groups.findConsumer(group, consumerName);
        long record = streams.pending().find(group, id);
        if (consumer == 0) {
            groups.createConsumer(group, consumerName, random.nextInt(1000));
        } else if (random.nextInt(60) == 0) {
            groups.destroy(stream, groupName);
        } else if (random.nextInt(40) == 0) {
            groups.deleteConsumer(group, consumerName);
        } else if (record == 0) {
            streams.pending().add(group, consumer, id, random.nextInt(1000), 1);
        } else if (random.nextInt(3) == 0) {
            streams.pending().remove(record);
        } else {
            streams.pending().deliver(record, consumer, random.nextInt(1000), random.nextInt(9));
        }
    }

    private static ByteSlice name(Random random) {
        return ByteSlice.of("name" + random.nextInt(300) + "x".repeat(random.nextInt(70)));
    }

    private record Entry(ByteSlice field, ByteSlice value) implements FieldSource {
        @Override
        public int fields() {
            return 1;
        }

        @Override
        public ByteSlice text(int index) {
            return index == 0 ? field : value;
        }
    }
}
