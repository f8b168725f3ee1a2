// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.table.SwissTable;
import dev.cairn.storage.type.list.ListEdit;
import dev.cairn.storage.type.set.SetEdit;
import dev.cairn.storage.type.zset.SortedSetEdit;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Random;

/** MEMORY USAGE is exact: what all keys say together, and the table that refers to them, is all that is used. */
class MemoryUsageTest {
    @Property(tries = 20)
    void allKeysTogetherUseWhatIsUsed(@ForAll long seed) {
        Random random = new Random(seed);
        try (Keyspace keyspace = Keyspace.open(KeyspaceActions.config(false))) {
            keyspace.tick(1000);
            Database database = keyspace.database(0);
            for (int i = 0; i < 3000; i++) {
                change(database, random);
                if (random.nextInt(50) == 0) {
                    database.delete(ByteSlice.of("key:" + random.nextInt(40)), true);
                }
            }
            while (keyspace.housekeep(1)) {
                assertTrue(keyspace.memoryReport().usedBytes() > 0);
            }
            long[] sum = {0};
            long cursor = 0;
            do {
                cursor =
                        database.scan(
                                cursor,
                                10,
                                (key, entry) ->
                                        sum[0] +=
                                                database.memoryUsage(entry)
                                                        - SwissTable.SLOT_BYTES);
            } while (cursor != 0);
            sum[0] += keyspace.table().ownedBytes(database.keys().root());
            assertEquals(keyspace.memoryReport().usedBytes(), sum[0]);
        }
    }

    private static void change(Database database, Random random) {
        int number = random.nextInt(40);
        ByteSlice key = ByteSlice.of("key:" + number);
        ByteSlice name = ByteSlice.of("n" + random.nextInt(1000) + "x".repeat(random.nextInt(60)));
        switch (number % 5) {
            case 0 -> {
                ByteSlice text = ByteSlice.of("v".repeat(random.nextInt(9000)));
                database.strings().set(key, text, -1, false);
            }
            case 1 -> database.hashes().set(key, name, name, -1, false);
            case 2 -> {
                ListEdit list = database.lists().edit(key);
                list.push(ByteSlice.of("e".repeat(random.nextInt(2000))), random.nextBoolean());
            }
            case 3 -> {
                SetEdit set = database.sets().edit(key);
                set.add(name);
            }
            default -> {
                SortedSetEdit zset = database.sortedSets().edit(key);
                if (Double.isNaN(zset.find(name))) {
                    zset.add(random.nextInt(100));
                }
            }
        }
    }
}
