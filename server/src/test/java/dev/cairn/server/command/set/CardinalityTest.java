// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.command.CommandStage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

/** SUNIONCARD and SDIFFCARD, which count what SUNION and SDIFF tell. */
class CardinalityTest {
    private CommandStage stage;

    @BeforeEach
    void open() {
        stage = new CommandStage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Property(tries = 300)
    void countWhatTheOthersTell(@ForAll long seed) {
        Random random = new Random(seed);
        try (CommandStage own = new CommandStage()) {
            for (int set = 0; set < 3; set++) {
                for (int i = random.nextInt(200); i > 0; i--) {
                    int member = random.nextInt(150);
                    own.ask("SADD", "s" + set, (set == 1 ? "m" : "") + member);
                    own.ask("SADD", "s" + set, random.nextBoolean() ? "m" + member : "" + member);
                }
            }
            int keys = 1 + random.nextInt(4);
            StringBuilder named = new StringBuilder();
            for (int i = 0; i < keys; i++) {
                named.append(" s").append(random.nextInt(4));
            }
            long limit = random.nextInt(100);
            for (String command : new String[] {"SUNION", "SDIFF"}) {
                long size = size(own.say(command + named));
                String card = command + "CARD " + keys + named;
                assertEquals(":" + size, own.say(card));
                assertEquals(":" + size, own.say(card + " LIMIT 0"));
                assertEquals(
                        ":" + (limit == 0 ? size : Math.min(size, limit)),
                        own.say(card + " LIMIT " + limit));
            }
        }
    }

    private static long size(String array) {
        return Long.parseLong(array.split(" ")[0].substring(1));
    }

    /** Five times the standard error of a HyperLogLog; the members are the same each time. */
    @Test
    void anEstimateIsNear() {
        for (int i = 0; i < 20_000; i++) {
            stage.ask("SADD", "a", "member:" + i);
            stage.ask("SADD", "b", "member:" + (i + 10_000));
        }
        long estimate = size(stage.say("SUNIONCARD 3 a b none APPROX"));
        assertEquals(30_000, (double) estimate, 30_000 * 0.0081 * 5);
        assertEquals(":25000", stage.say("SUNIONCARD 3 a b none LIMIT 25000 APPROX"));
        assertEquals(":" + estimate, stage.say("SUNIONCARD 2 b a APPROX LIMIT 40000"));
        assertEquals(":0", stage.say("SUNIONCARD 1 none APPROX"));
        assertTrue(estimate != 30_000, "an estimate that is exact is none");
    }

    @ParameterizedTest
    @CsvSource({
        "0 a, -ERR numkeys should be greater than 0",
        "-1 a, -ERR numkeys should be greater than 0",
        "x a, -ERR numkeys should be greater than 0",
        "2 a, -ERR Number of keys can't be greater than number of args",
        "1 a LIMIT, -ERR syntax error",
        "1 a LIMIT -1, -ERR LIMIT can't be negative",
        "1 a LIMIT x, -ERR LIMIT can't be negative",
        "1 a b, -ERR syntax error",
        "1 text, -WRONGTYPE Operation against a key holding the wrong kind of value",
        "2 a text, -WRONGTYPE Operation against a key holding the wrong kind of value"
    })
    void whatIsWrongIsSaid(String arguments, String error) {
        stage.say("SADD a 1");
        stage.say("SET text v");
        assertEquals(error, stage.say("SUNIONCARD " + arguments));
        assertEquals(error, stage.say("SDIFFCARD " + arguments));
    }

    @Test
    void onlyAUnionIsEstimated() {
        assertEquals("-ERR syntax error", stage.say("SDIFFCARD 1 a APPROX"));
    }
}
