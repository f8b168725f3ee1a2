// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.command.CommandStage;
import dev.cairn.storage.StorageConfig;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** LMOVEM: what Redis 8 documents and tests of it. */
class LMoveMTest {
    private static final String WRONG_TYPE =
            "-WRONGTYPE Operation against a key holding the wrong kind of value";

    private CommandStage stage;

    @BeforeEach
    void open() {
        stage = new CommandStage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Beside two lists of Java: taken out as a block, put in as a block. */
    @Property(tries = 1500)
    void movesAsAModelDoes(@ForAll long seed) {
        Random random = new Random(seed);
        StorageConfig config =
                new StorageConfig()
                        .reserveBytes(64 << 20)
                        .hugePages(false)
                        .debugMemory(true)
                        .listMaxListpackSize(random.nextBoolean() ? 4 : -2);
        try (CommandStage own = new CommandStage(config)) {
            List<String> source = fill(own, "source", random);
            List<String> target = fill(own, "target", random);
            boolean same = random.nextInt(3) == 0;
            boolean fromHead = random.nextBoolean();
            boolean toHead = random.nextBoolean();
            int count = 1 + random.nextInt(12);
            boolean exactly = random.nextBoolean();
            boolean oneByOne = random.nextBoolean();
            String reply =
                    own.say(
                            "LMOVEM source "
                                    + (same ? "source " : "target ")
                                    + (fromHead ? "LEFT " : "right ")
                                    + (toHead ? "left " : "RIGHT ")
                                    + (exactly ? "EXACTLY " : "count ")
                                    + count
                                    + (oneByOne ? " obo" : " BULK"));
            if (source.isEmpty() || (exactly && count > source.size())) {
                assertEquals("*-1", reply);
            } else {
                int moved = Math.min(count, source.size());
                int from = fromHead ? 0 : source.size() - moved;
                List<String> block = new ArrayList<>(source.subList(from, from + moved));
                source.subList(from, from + moved).clear();
                if (oneByOne && fromHead == toHead) {
                    Collections.reverse(block);
                }
                List<String> into = same ? source : target;
                into.addAll(toHead ? 0 : into.size(), block);
                assertEquals(array(block), reply);
            }
            assertEquals(array(source), own.say("LRANGE source 0 -1"));
            assertEquals(array(target), own.say("LRANGE target 0 -1"));
            assertEquals(source.isEmpty() ? ":0" : ":1", own.say("EXISTS source"));
        }
    }

    private static List<String> fill(CommandStage own, String key, Random random) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(15); i > 0; i--) {
            String element = key.charAt(0) + "x".repeat(random.nextInt(40)) + i;
            elements.add(element);
            own.ask("RPUSH", key, element);
        }
        return elements;
    }

    private static String array(List<String> elements) {
        StringBuilder text = new StringBuilder("*" + elements.size());
        elements.forEach(e -> text.append(" $").append(e.length()).append(' ').append(e));
        return text.toString();
    }

    @Test
    void withoutACountItMovesOne() {
        stage.say("RPUSH source a b c");
        assertEquals("*1 $1 a", stage.say("LMOVEM source target LEFT RIGHT"));
        assertEquals("*1 $1 c", stage.say("LMOVEM source target RIGHT LEFT"));
        assertEquals("*2 $1 c $1 a", stage.say("LRANGE target 0 -1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LEFT RIGHT COUNT 2",
                "LEFT RIGHT COUNT 2 OBO extra",
                "LEFT RIGHT BAD 2 OBO",
                "LEFT RIGHT COUNT 2 BAD",
                "BAD RIGHT COUNT 2 OBO",
                "LEFT BAD COUNT 2 OBO",
                "LEFT BAD"
            })
    void whatIsWrittenWronglyIsRefused(String options) {
        stage.say("RPUSH source a b c");
        assertEquals("-ERR syntax error", stage.say("LMOVEM source target " + options));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COUNT 0 BULK", "EXACTLY 0 BULK", "COUNT -1 OBO", "COUNT a BAD"})
    void aCountIsAboveZero(String options) {
        stage.say("RPUSH source a b c");
        assertEquals(
                "-ERR count should be greater than 0",
                stage.say("LMOVEM source target LEFT RIGHT " + options));
    }

    @Test
    void onlyListsAreMoved() {
        stage.say("SET text v");
        stage.say("RPUSH list a b");
        assertEquals(WRONG_TYPE, stage.say("LMOVEM text list LEFT RIGHT"));
        assertEquals(WRONG_TYPE, stage.say("LMOVEM list text LEFT RIGHT COUNT 2 BULK"));
        assertEquals("*-1", stage.say("LMOVEM none text LEFT RIGHT"));
        assertEquals(":2", stage.say("LLEN list"));
    }
}
