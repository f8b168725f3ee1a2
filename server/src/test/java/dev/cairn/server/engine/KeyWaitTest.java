// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.session.ReplyMode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Clients that wait for keys: who is served, when, and by what. */
class KeyWaitTest {
    private static final String NOTHING = "*-1\r\n";

    private final TakeCommand take = new TakeCommand("take", false);
    private final TakeCommand mind = new TakeCommand("mind", true);
    private final EngineRig rig = new EngineRig(take, mind);
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
    void whoWaitsIsServedByTheWriteThatMakesItsKeyAndOnce() {
        assertEquals("", rig.say(first, "TAKE k 0"));
        assertNotNull(first.session().blocker());
        assertEquals("+OK\r\n", rig.say(writer, "SET k v"));
        assertEquals(taken("k", "v"), first.received());
        assertNull(first.session().blocker());
        assertTrue(first.wasResumed());
        assertEquals("+OK\r\n", rig.say(writer, "SET k w"));
        assertEquals("", first.received());
        assertEquals("$1\r\nw\r\n", rig.say(writer, "GET k"));
    }

    @Test
    void thoseWhoWaitForAKeyAreServedInTheOrderInWhichTheyCame() {
        rig.say(first, "TAKE a k 0");
        rig.say(second, "TAKE k 0");
        rig.say(writer, "SET k 1");
        assertEquals(taken("k", "1"), first.received());
        assertEquals("", second.received());
        rig.say(writer, "SET k 2");
        assertEquals(taken("k", "2"), second.received());
        assertEquals(0, rig.engine.awaitedKeys(false));
    }

    @Test
    void ofSeveralKeysTheFirstInTheArgumentsIsTaken() {
        rig.say(first, "TAKE a b 0");
        assertEquals("+OK\r\n", rig.say(writer, "MSET b 2 a 1"));
        assertEquals(taken("a", "1"), first.received());
        assertEquals("$1\r\n2\r\n", rig.say(writer, "GET b"));
    }

    @Test
    void aTransactionServesWhenItIsDoneAndOnlyWithWhatIsLeft() {
        rig.say(first, "TAKE k 0");
        rig.say(writer, "MULTI");
        rig.say(writer, "SET k 1");
        rig.say(writer, "DEL k");
        rig.say(writer, "EXEC");
        assertEquals("", first.received());
        rig.say(writer, "MULTI");
        rig.say(writer, "SET k 1");
        rig.say(writer, "SET k 2");
        rig.say(writer, "EXEC");
        assertEquals(taken("k", "2"), first.received());
    }

    @Test
    void insideATransactionNobodyWaits() {
        rig.say(writer, "MULTI");
        rig.say(writer, "TAKE k 0");
        assertEquals("*1\r\n" + NOTHING, rig.say(writer, "EXEC"));
    }

    @Test
    void aValueOfAnotherTypeIsNotForThem() {
        rig.say(first, "TAKE k 0");
        rig.say(writer, "HSET k f v");
        assertEquals("", first.received());
        assertEquals(1, take.runs());
        rig.say(writer, "SET k 1");
        assertEquals(taken("k", "1"), first.received());
    }

    @Test
    void whoMindsEveryChangeIsTriedAfterEachAndKeepsItsPlace() {
        rig.say(first, "MIND k 0");
        rig.say(second, "TAKE k 0");
        assertEquals(1, rig.engine.awaitedKeys(true));
        rig.say(writer, "HSET k f v");
        rig.say(writer, "DEL k");
        assertEquals(3, mind.runs());
        assertEquals("", first.received());
        rig.say(writer, "SET k 1");
        assertEquals(taken("k", "1"), first.received());
        assertEquals("", second.received());
    }

    @Test
    void keysThatAppearByRenamingSwappingAndExpiringAreNoticed() {
        rig.say(first, "TAKE k 0");
        rig.say(writer, "SET other 1");
        rig.say(writer, "RENAME other k");
        assertEquals(taken("k", "1"), first.received());
        rig.say(first, "TAKE k 0");
        rig.say(writer, "SELECT 1");
        rig.say(writer, "SET k 2");
        assertEquals("", first.received());
        rig.say(writer, "SWAPDB 0 1");
        assertEquals(taken("k", "2"), first.received());
        rig.say(second, "MIND k 0");
        rig.say(writer, "FLUSHALL");
        assertEquals(2, mind.runs());
    }

    @Test
    void aWaitEndsWhenItsTimeIsOver() {
        rig.say(first, "TAKE k 0.5");
        rig.say(second, "TAKE k 0");
        rig.pass(499);
        assertEquals("", first.received());
        rig.pass(1);
        assertEquals(NOTHING, first.received());
        rig.say(writer, "SET k v");
        assertEquals("", first.received());
        assertEquals(taken("k", "v"), second.received());
    }

    @Test
    void aWaitThatIsEndedFromOutsideLeavesItsQueues() {
        rig.say(first, "TAKE k 0");
        rig.engine.unblock(first.session(), reply -> reply.error("UNBLOCKED by hand"));
        rig.loop.turn();
        assertEquals("-UNBLOCKED by hand\r\n", first.received());
        assertEquals(0, rig.engine.awaitedKeys(false));
        rig.say(writer, "SET k v");
        assertEquals("", first.received());
    }

    @Test
    void aClientThatIsGoingIsPassedOver() {
        rig.say(first, "TAKE k 0");
        rig.say(second, "TAKE k 0");
        first.closeNow();
        rig.say(writer, "SET k v");
        assertEquals("", first.received());
        assertEquals(taken("k", "v"), second.received());
    }

    @Test
    void aClientThatWantsNoRepliesGetsNone() {
        first.session().replyMode(ReplyMode.OFF);
        rig.say(first, "TAKE k 0");
        rig.say(writer, "SET k v");
        assertEquals("", first.received());
        assertEquals(":0\r\n", rig.say(writer, "EXISTS k"));
    }

    @Test
    void aKeyThatIsNamedTwiceIsWaitedForOnce() {
        rig.say(first, "TAKE k k a k 0");
        assertEquals(2, rig.engine.awaitedKeys(false));
        rig.say(writer, "SET k v");
        assertEquals(taken("k", "v"), first.received());
        assertEquals(0, rig.engine.awaitedKeys(false));
    }

    @Test
    void whatIsWrongWithATimeoutIsSaid() {
        String notAFloat = "-ERR timeout is not a float or out of range\r\n";
        assertEquals(notAFloat, rig.say(first, "TAKE k x"));
        assertEquals("-ERR timeout is negative\r\n", rig.say(first, "TAKE k -1"));
        assertEquals("-ERR timeout is out of range\r\n", rig.say(first, "TAKE k 1e30"));
        assertEquals("-ERR timeout is out of range\r\n", rig.say(first, "TAKE k 9223372036854775"));
        assertFalse(rig.engine.awaitedKeys(false) > 0);
    }

    @Test
    void tenThousandWaitersForOneKeyAreNotTriedForAnEmptyKey() {
        List<FakeClient> clients = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            FakeClient client = new FakeClient(rig.engine, 10 + i);
            client.send("TAKE", "k", "0");
            clients.add(client);
        }
        rig.loop.turn();
        int before = take.runs();
        rig.say(writer, "SET k v");
        assertEquals(taken("k", "v"), clients.get(0).received());
        rig.say(writer, "SET other v");
        assertEquals(before + 1, take.runs());
    }
}
