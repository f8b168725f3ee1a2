// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that wait for lists. */
class BlockingListTest {
    private final EngineRig rig = new EngineRig();
    private final FakeClient writer = rig.client();
    private final FakeClient first = rig.client();
    private final FakeClient second = rig.client();

    @AfterEach
    void close() {
        rig.close();
    }

    private static String taken(String key, String value) {
        return "*2\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n"
                .formatted(key.length(), key, value.length(), value);
    }

    @Test
    void aPushServesWhoWaitsInTheOrderInWhichTheyCame() {
        assertEquals("", rig.say(first, "BLPOP a k 0"));
        assertEquals("", rig.say(second, "BRPOP k 0"));
        assertEquals(":3\r\n", rig.say(writer, "RPUSH k 1 2 3"));
        assertEquals(taken("k", "1"), first.received());
        assertEquals(taken("k", "3"), second.received());
        assertEquals("*1\r\n$1\r\n2\r\n", rig.say(writer, "LRANGE k 0 -1"));
        assertEquals(0, rig.engine.awaitedKeys(false));
    }

    @Test
    void aPushThatServesEverybodyLeavesNoKeyBehind() {
        rig.say(first, "BLMPOP 0 2 a k LEFT COUNT 5");
        assertEquals(":2\r\n", rig.say(writer, "RPUSH k 1 2"));
        assertEquals("*2\r\n$1\r\nk\r\n*2\r\n$1\r\n1\r\n$1\r\n2\r\n", first.received());
        assertEquals(":0\r\n", rig.say(writer, "EXISTS k"));
    }

    @Test
    void whatOneMovesServesTheNext() {
        rig.say(first, "BLMOVE k l LEFT RIGHT 0");
        rig.say(second, "BLPOP l 0");
        rig.say(writer, "RPUSH k v");
        assertEquals("$1\r\nv\r\n", first.received());
        assertEquals(taken("l", "v"), second.received());
        assertEquals(":0\r\n", rig.say(writer, "EXISTS k l"));
    }

    @Test
    void aMoveToAnotherTypeIsRefusedWhenItsTurnComes() {
        rig.say(writer, "SET l text");
        rig.say(first, "BRPOPLPUSH k l 0");
        rig.say(writer, "RPUSH k v");
        assertTrue(first.received().startsWith("-WRONGTYPE "));
        assertEquals(":1\r\n", rig.say(writer, "LLEN k"));
    }

    @Test
    void inATransactionNobodyWaits() {
        rig.say(writer, "MULTI");
        rig.say(writer, "BLPOP k 0");
        rig.say(writer, "BLMOVE k l LEFT LEFT 0");
        rig.say(writer, "BLMPOP 0 1 k LEFT");
        assertEquals("*3\r\n*-1\r\n$-1\r\n*-1\r\n", rig.say(writer, "EXEC"));
    }

    @Test
    void aTransactionServesWithWhatIsLeftOfItsPushes() {
        rig.say(first, "BLPOP k 0");
        rig.say(writer, "MULTI");
        rig.say(writer, "LPUSH k 1");
        rig.say(writer, "LPUSH k 2");
        rig.say(writer, "LPOP k");
        rig.say(writer, "EXEC");
        assertEquals(taken("k", "1"), first.received());
    }

    @Test
    void aWaitEndsWithItsTime() {
        rig.say(first, "BLPOP k 0.5");
        rig.say(second, "BLMOVE k l LEFT LEFT 0.5");
        rig.pass(499);
        assertEquals("", first.received());
        rig.pass(1);
        assertEquals("*-1\r\n", first.received());
        assertEquals("*-1\r\n", second.received());
        assertEquals(":1\r\n", rig.say(writer, "RPUSH k v"));
        assertEquals("", first.received());
    }

    @Test
    void aClientThatVanishedIsPassedOver() {
        rig.say(first, "BLPOP k 0");
        rig.say(second, "BLPOP k 0");
        first.closeNow();
        rig.say(writer, "RPUSH k v w");
        assertEquals("", first.received());
        assertEquals(taken("k", "v"), second.received());
        assertEquals(":1\r\n", rig.say(writer, "LLEN k"));
    }

    @Test
    void aListThatIsRenamedOrRestoredServesToo() {
        rig.say(first, "BLPOP k 0");
        rig.say(writer, "RPUSH other v");
        rig.say(writer, "RENAME other k");
        assertEquals(taken("k", "v"), first.received());
        rig.say(first, "BLPOP k 0");
        rig.say(writer, "RPUSH other v");
        rig.say(writer, "COPY other k");
        assertEquals(taken("k", "v"), first.received());
    }
}
