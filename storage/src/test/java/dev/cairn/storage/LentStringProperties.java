// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.CollectingSink;
import dev.cairn.storage.snapshot.Snapshot;
import dev.cairn.storage.value.LentString;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Whatever becomes of a string that is lent, its borrowers find it as it was, and its memory is free once all have given it back. */
class LentStringProperties {
    private static final int DATABASES = 2;
    private static final int KEYS = 5;

    @SuppressWarnings("ArrayRecordComponent") // Compared by content, here and nowhere else.
    private record Loan(LentString string, byte[] expected) {
        void check() {
            byte[] found = new byte[string.length()];
            string.bytes().get(found);
            assertArrayEquals(expected, found);
        }
    }

    private final List<Loan> loans = new ArrayList<>();
    private Keyspace keyspace;
    private Random random;
    private Snapshot snapshot;

    @Property(tries = 60)
    void staysAsItWasUntilItIsGivenBack(@ForAll long seed, @ForAll boolean debug) {
        random = new Random(seed);
        loans.clear();
        snapshot = null;
        try (Keyspace opened = Keyspace.open(KeyspaceActions.config(debug))) {
            keyspace = opened;
            for (int i = 0; i < 1500; i++) {
                keyspace.tick(1000 + i);
                act();
                keyspace.expireDue(random.nextInt(3));
                keyspace.housekeep(random.nextInt(4));
                borrowOrGiveBack();
                advanceSnapshot();
                if (i % 50 == 0) {
                    loans.forEach(Loan::check);
                }
            }
            keyspace.flush(-1, true);
            while (snapshot != null) {
                advanceSnapshot();
            }
            drain();
            assertEquals(keyspace.heldBytes(), keyspace.memoryReport().usedBytes());
            while (!loans.isEmpty()) {
                giveBack();
            }
            assertEquals(0, keyspace.values().lent().count());
            assertEquals(0, keyspace.heldBytes());
            assertEquals(0, keyspace.allocator().liveBlocks());
        }
    }

    private void act() {
        Database database = keyspace.database(random.nextInt(DATABASES));
        ByteSlice key = key();
        byte[] before = value(database, key);
        byte[] expected = before;
        switch (random.nextInt(16)) {
            case 0, 1 -> {
                expected = text(4097 + random.nextInt(40_000));
                database.strings().set(key, ByteSlice.of(expected), -1, random.nextBoolean());
            }
            case 2 -> {
                expected = text(random.nextInt(100));
                database.strings().set(key, ByteSlice.of(expected), -1, random.nextBoolean());
            }
            case 3, 4 -> {
                byte[] tail = text(1 + random.nextInt(3000));
                database.strings().append(key, ByteSlice.of(tail));
                expected = Arrays.copyOf(before, before.length + tail.length);
                System.arraycopy(tail, 0, expected, before.length, tail.length);
            }
            case 5, 6 -> {
                byte[] part = text(1 + random.nextInt(3000));
                int offset = random.nextInt(5000);
                database.strings().setRange(key, offset, ByteSlice.of(part));
                expected = Arrays.copyOf(before, Math.max(before.length, offset + part.length));
                System.arraycopy(part, 0, expected, offset, part.length);
            }
            case 7, 8 -> {
                int at = random.nextInt(5000);
                long entry = database.strings().ensureLength(key, at + 1);
                database.strings().putByte(entry, at, (byte) 1);
                expected = Arrays.copyOf(before, Math.max(before.length, at + 1));
                expected[at] = 1;
            }
            case 9 -> {
                database.delete(key, random.nextBoolean());
                expected = new byte[0];
            }
            case 10 -> {
                ByteSlice other = key();
                if (database.rename(key, other) && !other.equals(key)) {
                    assertArrayEquals(before, value(database, other));
                    expected = new byte[0];
                }
            }
            case 11 -> {
                ByteSlice copy = ByteSlice.of("copy");
                if (database.copy(key, database, copy)) {
                    assertArrayEquals(before, value(database, copy));
                }
            }
            case 12 -> {
                if (database.move(key, keyspace.database(1 - database.index()))) {
                    expected = new byte[0];
                }
            }
            case 13 -> database.setExpireAt(key, keyspace.nowMillis() + random.nextInt(50));
            case 14 -> database.setExpireAt(key, -1);
            default -> {
                if (random.nextInt(10) == 0) {
                    keyspace.flush(database.index(), true);
                    expected = new byte[0];
                } else if (random.nextInt(10) == 0) {
                    keyspace.swap(0, 1);
                    return;
                }
            }
        }
        assertArrayEquals(expected, value(database, key));
    }

    private void borrowOrGiveBack() {
        if (random.nextInt(3) > 0) {
            Database database = keyspace.database(random.nextInt(DATABASES));
            ByteSlice key = key();
            byte[] value = value(database, key);
            if (value.length > 4096) {
                loans.add(new Loan(database.lend(database.find(key)), value));
            }
        } else if (!loans.isEmpty()) {
            giveBack();
        }
    }

    private void giveBack() {
        Loan loan = loans.remove(random.nextInt(loans.size()));
        loan.check();
        loan.string().giveBack();
    }

    private void advanceSnapshot() {
        if (snapshot != null && snapshot.advance(1)) {
            snapshot = null;
        } else if (snapshot == null && random.nextInt(300) == 0) {
            snapshot = keyspace.beginSnapshot(new CollectingSink(() -> false));
        }
    }

    private void drain() {
        while (keyspace.housekeep(1)) {
            assertTrue(keyspace.memoryReport().usedBytes() >= 0);
        }
    }

    private ByteSlice key() {
        return ByteSlice.of("key:" + random.nextInt(KEYS));
    }

    /** Letters, so that no text is an integer. */
    private byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) ('a' + random.nextInt(26));
        }
        return text;
    }

    private static byte[] value(Database database, ByteSlice key) {
        long entry = database.find(key);
        return entry == 0 ? new byte[0] : database.strings().value(entry).toBytes();
    }
}
