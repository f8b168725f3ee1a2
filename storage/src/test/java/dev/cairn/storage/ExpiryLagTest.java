// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;

/** How late keys are reclaimed, by the keyspace's own time and counters: what is due takes as many small calls as it has keys. */
class ExpiryLagTest {
    private static final int KEYS = 200_000;
    private static final int PER_CALL = 8;
    private static final int DUE_PER_MILLI = 50;
    private static final long FIRST_MILLIS = 10_000;

    @Test
    void whatIsDueIsFoundAtOnceAmongMuchThatIsNot() {
        try (Keyspace keyspace = open()) {
            fill(keyspace, DUE_PER_MILLI);
            long end = FIRST_MILLIS + KEYS / DUE_PER_MILLI;
            for (long now = FIRST_MILLIS; now <= end; now++) {
                keyspace.tick(now);
                assertEquals(now == FIRST_MILLIS ? 0 : DUE_PER_MILLI, expire(keyspace));
                assertTrue(keyspace.nextExpiryMillis() >= now);
            }
            assertEquals(KEYS, keyspace.stats().expiredKeys());
            assertEquals(1, keyspace.stats().worstExpiryLagMillis());
            assertEquals(0, keyspace.database(0).size());
        }
    }

    @Test
    void whatIsDueAllAtOnceGoesInSmallCalls() {
        try (Keyspace keyspace = open()) {
            fill(keyspace, KEYS);
            keyspace.tick(FIRST_MILLIS + 1);
            Database database = keyspace.database(0);
            for (int left = KEYS; left > 0; left -= PER_CALL) {
                assertEquals(left, database.size());
                assertEquals(PER_CALL, keyspace.expireDue(PER_CALL));
            }
            assertEquals(0, keyspace.expireDue(PER_CALL));
        }
    }

    /** Removes what is due, and tells how many keys that were. */
    private static int expire(Keyspace keyspace) {
        int removed = 0;
        int some = PER_CALL;
        while (some == PER_CALL) {
            some = keyspace.expireDue(PER_CALL);
            removed += some;
        }
        return removed;
    }

    private static void fill(Keyspace keyspace, int perMilli) {
        for (int i = 0; i < KEYS; i++) {
            // Not in the order of the deadlines.
            long place = i * 7919L % KEYS;
            keyspace.database(0)
                    .strings()
                    .set(name(i), name(i), FIRST_MILLIS + place / perMilli, false);
        }
    }

    private static Keyspace open() {
        Keyspace keyspace = Keyspace.open(KeyspaceActions.config(false));
        keyspace.tick(1);
        return keyspace;
    }

    private static ByteSlice name(int number) {
        return ByteSlice.of("key:" + number);
    }
}
