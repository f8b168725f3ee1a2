// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.command.CommandStage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** BITOP gives what combining byte by byte gives, on strings of several pieces, of unlike lengths, and on itself. */
class BitOpProperties {
    private static final int[] LENGTHS = {
        1, 19, 63, 64, 65, 300, 131_135, 131_136, 131_137, 300_000
    };
    private static final String[] OPERATORS = {"AND", "OR", "XOR", "NOT"};

    @Property(tries = 300)
    void combinesBits(@ForAll long seed) {
        Random random = new Random(seed);
        try (CommandStage stage = new CommandStage()) {
            String operator = OPERATORS[random.nextInt(OPERATORS.length)];
            int count = operator.equals("NOT") ? 1 : 1 + random.nextInt(4);
            List<String> command = new ArrayList<>(List.of("BITOP", operator));
            command.add(random.nextInt(3) == 0 ? "k0" : "target");
            for (int i = 0; i < 4; i++) {
                stage.ask("SET", "k" + i, text(random));
            }
            stage.ask("DEL", "k3");
            byte[] expected = null;
            for (int i = 0; i < count; i++) {
                String key = "k" + random.nextInt(4);
                command.add(key);
                byte[] source = value(stage, key);
                expected =
                        expected == null && !operator.equals("NOT")
                                ? source
                                : combine(operator, expected, source);
            }
            String context = seed + " " + command;
            String answer = stage.ask(command.toArray(String[]::new));
            assertEquals(":" + expected.length + "\r\n", answer, context);
            String found = new String(value(stage, command.get(2)), StandardCharsets.ISO_8859_1);
            // Not a comparison of arrays: a failure would show all of them.
            String wanted = new String(expected, StandardCharsets.ISO_8859_1);
            assertEquals(-1, firstDifference(wanted, found), context);
        }
    }

    private static String text(Random random) {
        if (random.nextInt(5) == 0) {
            return Long.toString(random.nextLong());
        }
        byte[] bytes = new byte[LENGTHS[random.nextInt(LENGTHS.length)]];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] value(CommandStage stage, String key) {
        String answer = stage.ask("GETRANGE", key, "0", "-1");
        int begin = answer.indexOf("\r\n") + 2;
        return answer.substring(begin, answer.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] combine(String operator, byte[] one, byte[] other) {
        byte[] result = new byte[Math.max(one == null ? 0 : one.length, other.length)];
        for (int i = 0; i < result.length; i++) {
            int x = one == null || i >= one.length ? 0 : one[i];
            int y = i >= other.length ? 0 : other[i];
            result[i] =
                    (byte)
                            switch (operator) {
                                case "AND" -> x & y;
                                case "OR" -> x | y;
                                case "XOR" -> x ^ y;
                                default -> ~y;
                            };
        }
        return result;
    }

    private static int firstDifference(String one, String other) {
        for (int i = 0; i < Math.max(one.length(), other.length()); i++) {
            if (i >= one.length() || i >= other.length() || one.charAt(i) != other.charAt(i)) {
                return i;
            }
        }
        return -1;
    }
}
