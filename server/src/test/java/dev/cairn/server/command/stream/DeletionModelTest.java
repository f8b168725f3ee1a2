// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.command.CommandStage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/** XDELEX and XACKDEL beside a model: a set of ids, and for each group how far it has read and what it has pending. */
class DeletionModelTest {
    private static final int ENTRIES = 40;
    private static final String[] POLICIES = {"", "KEEPREF ", "DELREF ", "ACKED "};

    /** A stream as a model. */
    private static final class Model {
        private final TreeSet<Integer> ids = new TreeSet<>();
        private final TreeMap<String, TreeSet<Integer>> pending = new TreeMap<>();
        private final TreeMap<String, Integer> readTo = new TreeMap<>();

        private void read(String group, int count) {
            for (int id : new ArrayList<>(ids.tailSet(readTo.get(group) + 1))) {
                if (count-- == 0) {
                    return;
                }
                pending.get(group).add(id);
                readTo.put(group, id);
            }
        }

        private int delete(int id, String policy) {
            boolean wanted =
                    pending.values().stream().anyMatch(each -> each.contains(id))
                            || readTo.values().stream().anyMatch(to -> to < id);
            if (ids.contains(id) && policy.equals("ACKED ") && wanted) {
                return 2;
            }
            if (policy.equals("DELREF ")) {
                pending.values().forEach(each -> each.remove(id));
            }
            return ids.remove(id) ? 1 : -1;
        }

        private int acknowledge(String group, int id, String policy) {
            if (!pending.containsKey(group) || !pending.get(group).remove(id)) {
                return -1;
            }
            return Math.abs(delete(id, policy));
        }
    }

    @Property(tries = 300)
    void deleteAsTheModelDoes(@ForAll long seed) {
        Random random = new Random(seed);
        Model model = new Model();
        try (CommandStage stage = new CommandStage()) {
            for (int id = 1; id <= ENTRIES; id++) {
                stage.ask("XADD", "s", "1-" + id, "field", "value");
                model.ids.add(id);
            }
            for (String group : List.of("g", "h")) {
                int from = random.nextInt(10);
                stage.say("XGROUP CREATE s " + group + " 1-" + from);
                model.pending.put(group, new TreeSet<>());
                model.readTo.put(group, from);
            }
            for (int i = 0; i < 30; i++) {
                step(random, stage, model);
                assertEquals(":" + model.ids.size(), stage.say("XLEN s"));
                model.pending.forEach(
                        (group, ids) ->
                                assertEquals(
                                        ids.size(),
                                        Integer.parseInt(
                                                stage.say("XPENDING s " + group)
                                                        .split(" ")[1]
                                                        .substring(1))));
            }
        }
    }

    private static void step(Random random, CommandStage stage, Model model) {
        String group = random.nextBoolean() ? "g" : "h";
        String policy = POLICIES[random.nextInt(POLICIES.length)];
        if (random.nextInt(3) == 0) {
            int count = 1 + random.nextInt(8);
            stage.say("XREADGROUP GROUP " + group + " me COUNT " + count + " STREAMS s >");
            model.read(group, count);
            return;
        }
        boolean acknowledges = random.nextBoolean();
        StringBuilder named = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        int count = 1 + random.nextInt(6);
        String asked = acknowledges && random.nextInt(10) == 0 ? "none" : group;
        for (int i = 0; i < count; i++) {
            int id = 1 + random.nextInt(ENTRIES + 2);
            named.append(" 1-").append(id);
            expected.append(" :")
                    .append(
                            acknowledges
                                    ? model.acknowledge(asked, id, policy)
                                    : model.delete(id, policy));
        }
        String ids = "IDS " + count + named;
        assertEquals(
                "*" + count + expected,
                stage.say(
                        acknowledges
                                ? "XACKDEL s " + asked + " " + policy + ids
                                : "XDELEX s " + policy + ids));
    }

    @ParameterizedTest
    @CsvSource({
        "XDELEX s IDS 1 x, -ERR Invalid stream ID specified as stream command argument",
        "XDELEX s IDS 0 1-1, -ERR Number of IDs must be a positive integer",
        "XDELEX s IDS 2 1-1, -ERR The `numids` parameter must match the number of arguments",
        "XDELEX s IDS 1 1-1 1-2, -ERR syntax error",
        "XDELEX s ACKED DELREF IDS 1 1-1, -ERR syntax error",
        "XDELEX s 1-1 1-2 1-3, -ERR syntax error",
        "XDELEX none IDS 2 1-1 1-2, *2 :-1 :-1",
        "XACKDEL none g IDS 1 1-1, *1 :-1",
        "XDELEX text IDS 1 1-1, -WRONGTYPE Operation against a key holding the wrong kind of value"
    })
    void whatIsWrongIsSaid(String request, String expected) {
        try (CommandStage stage = new CommandStage()) {
            stage.say("XADD s 1-1 f v");
            stage.say("SET text v");
            assertEquals(expected, stage.say(request));
            assertEquals(":1", stage.say("XLEN s"));
        }
    }
}
