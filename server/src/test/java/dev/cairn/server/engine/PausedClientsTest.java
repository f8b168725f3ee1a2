// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Commands that CLIENT PAUSE WRITE holds back. */
class PausedClientsTest {
    @Test
    void whatMayTellTheLogWaitsWithTheWrites() {
        try (EngineRig rig = new EngineRig()) {
            FakeClient one = rig.client();
            rig.say(one, "PFADD hll a b c");
            rig.say(one, "MULTI");
            rig.say(one, "PFCOUNT hll");
            rig.engine.pause(rig.keyspace.nowMillis() + 100, true);
            assertEquals("$-1\r\n", rig.say(rig.client(), "GET none"));
            assertFalse(rig.client().send("SET", "key", "value"));
            assertFalse(
                    rig.client().send("PFCOUNT", "hll"), "remembers its count, which is logged");
            assertFalse(one.send("EXEC"));
            rig.pass(100);
            assertEquals("*1\r\n:3\r\n", rig.say(one, "EXEC"));
            assertTrue(rig.client().send("PFCOUNT", "hll"));
        }
    }
}
