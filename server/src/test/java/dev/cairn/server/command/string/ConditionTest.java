// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.command.CommandStage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** SET and DELEX on a condition, and DIGEST: what Redis 8 documents and tests of them. */
class ConditionTest {
    private static final String WRONG_TYPE =
            "-WRONGTYPE Operation against a key holding the wrong kind of value";
    private static final String SYNTAX = "-ERR syntax error";
    private static final String NO_DIGEST = "-ERR must be exactly 16 hexadecimal characters";
    private static final String[] KINDS = {"IFEQ", "IFNE", "IFDEQ", "IFDNE"};

    private CommandStage stage;

    @BeforeEach
    void open() {
        stage = new CommandStage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Each of the conditions on each of the states, beside the sentence that defines it. */
    @Property(tries = 500)
    void doWhatTheirNamesSay(@ForAll long seed) {
        Random random = new Random(seed);
        try (CommandStage own = new CommandStage()) {
            String held = random.nextBoolean() ? null : value(random);
            String expected = random.nextBoolean() && held != null ? held : value(random);
            String kind = KINDS[random.nextInt(KINDS.length)];
            boolean equal = expected.equals(held);
            boolean holds = kind.endsWith("EQ") == equal;
            own.say("SET digested " + expected);
            String digest = own.say("DIGEST digested").substring("$16 ".length());
            if (held != null) {
                own.say("SET key " + held);
            }
            String condition =
                    kind
                            + " "
                            + (kind.contains("D")
                                    ? random.nextBoolean()
                                            ? digest
                                            : digest.toUpperCase(Locale.ROOT)
                                    : expected);
            boolean get = random.nextBoolean();
            String reply = own.say("SET key new " + condition + (get ? " GET" : ""));
            if (get) {
                assertEquals(held == null ? "$-1" : "$" + held.length() + " " + held, reply);
            } else {
                assertEquals(holds ? "+OK" : "$-1", reply);
            }
            String after = holds ? "new" : held;
            assertEquals(
                    after == null ? "$-1" : "$" + after.length() + " " + after, own.say("GET key"));
            own.say("DEL key");
            if (held != null) {
                own.say("SET key " + held);
            }
            boolean goes = holds && held != null;
            assertEquals(goes ? ":1" : ":0", own.say("DELEX key " + condition));
            assertEquals(held == null || goes ? ":0" : ":1", own.say("EXISTS key"));
        }
    }

    private static String value(Random random) {
        return random.nextBoolean()
                ? Integer.toString(random.nextInt(3))
                : "text".repeat(1 + random.nextInt(2) * 200);
    }

    @Test
    void conditionsExcludeEachOther() {
        stage.say("SET key v");
        for (String one : KINDS) {
            for (String other : new String[] {"NX", "XX", "IFEQ v", "IFNE v", "IFDNE v"}) {
                assertEquals(SYNTAX, stage.say("SET key new " + one + " v " + other));
                assertEquals(SYNTAX, stage.say("SET key new " + other + " " + one + " v"));
            }
            assertEquals(SYNTAX, stage.say("SET key new " + one));
        }
        assertEquals("$1 v", stage.say("GET key"));
    }

    @Test
    void aDigestIsLookedAtOnlyWhereThereIsAString() {
        for (String digest : new String[] {"1234567890", "0123456789abcdef0"}) {
            for (String kind : new String[] {"IFDEQ ", "IFDNE "}) {
                stage.say("SET key v");
                assertEquals(NO_DIGEST, stage.say("SET key new " + kind + digest));
                assertEquals(NO_DIGEST, stage.say("SET key new GET " + kind + digest));
                assertEquals(NO_DIGEST, stage.say("DELEX key " + kind + digest));
                stage.say("DEL key");
                assertEquals(":0", stage.say("DELEX key " + kind + digest));
            }
            assertEquals("$-1", stage.say("SET key new IFDEQ " + digest));
            assertEquals("+OK", stage.say("SET key new IFDNE " + digest));
        }
    }

    @Test
    void onlyAStringCanBeCompared() {
        stage.say("RPUSH list v");
        for (String kind : KINDS) {
            assertEquals(WRONG_TYPE, stage.say("SET list new " + kind + " v"));
            assertEquals(
                    "-ERR Key should be of string type if conditions are specified",
                    stage.say("DELEX list " + kind + " v"));
        }
        assertEquals(WRONG_TYPE, stage.say("DIGEST list"));
        assertEquals("$-1", stage.say("DIGEST none"));
        assertEquals(":1", stage.say("DELEX list"));
        assertEquals(":0", stage.say("DELEX list"));
    }

    @Test
    void whatIsWrongWithDelExIsSaid() {
        stage.say("SET key v");
        String arity = "-ERR wrong number of arguments for 'delex' command";
        assertEquals(arity, stage.say("DELEX key IFEQ"));
        assertEquals(arity, stage.say("DELEX none IFEQ"));
        assertEquals(arity, stage.say("DELEX key IFEQ v more"));
        assertEquals(
                "-ERR Invalid condition. Use IFEQ, IFNE, IFDEQ, or IFDNE",
                stage.say("DELEX key IF v"));
        assertEquals(":1", stage.say("EXISTS key"));
    }

    @Test
    void theLogIsToldOfWhatHappenedAlone() {
        stage.say("SET key v");
        stage.say("SET key w IFNE v");
        stage.say("DELEX key IFEQ w");
        stage.say("SET key w IFEQ v");
        stage.say("SET key x IFNE v EX 10");
        stage.say("DELEX key IFNE v");
        assertEquals(
                List.of(
                        List.of("SET", "key", "v"),
                        List.of("SET", "key", "w", "IFEQ", "v"),
                        List.of("SET", "key", "x", "PXAT", "1700000010000"),
                        List.of("DEL", "key")),
                stage.log());
    }

    @Test
    void anExpiryComesAndStaysAsWithoutACondition() {
        stage.say("SET key v");
        assertEquals("+OK", stage.say("SET key w IFEQ v EX 10"));
        assertEquals(":10", stage.say("TTL key"));
        assertEquals("+OK", stage.say("SET key x KEEPTTL IFEQ w"));
        assertEquals(":10", stage.say("TTL key"));
        assertEquals("+OK", stage.say("SET key y IFNE w"));
        assertEquals(":-1", stage.say("TTL key"));
    }
}
