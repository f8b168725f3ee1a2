// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** Commands on HyperLogLogs, whose bytes are looked at as those of any string, and now and then damaged. */
final class HllSteps implements StepSource {
    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(30)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> add(chance);
            case 9, 10, 11 -> command("PFCOUNT", chance.key());
            case 12, 13 -> keys(command("PFCOUNT"), chance);
            case 14, 15, 16 -> keys(command("PFMERGE"), chance);
            case 17, 18, 19, 20 -> command("GET", chance.key());
            case 21 -> command("STRLEN", chance.key());
            case 22, 23, 24 ->
                    command(
                            "PFDEBUG",
                            chance.word("ENCODING", "DECODE", "ENCODING", "GETREG", "FOO"),
                            chance.key());
            case 25 ->
                    chance.percent(20) ? command("PFDEBUG", "TODENSE", chance.key()) : add(chance);
            case 26 -> chance.percent(30) ? damage(chance) : command("DEL", chance.key());
            case 27 -> command("OBJECT", "ENCODING", chance.key());
            case 28 -> command("COPY", chance.key(), chance.key(), "REPLACE");
            default -> chance.percent(20) ? command("DEL", chance.key()) : add(chance);
        };
    }

    private static List<String> add(Chance chance) {
        List<String> add = command("PFADD", chance.key());
        int count = chance.percent(90) ? chance.below(5) : chance.between(50, 600);
        for (int i = 0; i < count; i++) {
            add.add(chance.percent(5) ? chance.value() : "e" + chance.below(20_000));
        }
        return add;
    }

    private static List<String> keys(List<String> command, Chance chance) {
        for (int i = chance.between(1, 3); i > 0; i--) {
            command.add(chance.key());
        }
        return command;
    }

    private static List<String> damage(Chance chance) {
        return chance.percent(50)
                ? command("SET", chance.key(), "HYLL" + chance.bytes(chance.below(40)) + "\0")
                : command(
                        "SETRANGE",
                        chance.key(),
                        "" + chance.below(40),
                        shortRuns(chance.bytes(chance.between(1, 3))));
    }

    /** Nothing that says a long run begins: where the string ends within one, Valkey reads on behind it. */
    private static String shortRuns(String bytes) {
        StringBuilder text = new StringBuilder();
        bytes.chars().forEach(b -> text.append((char) (b >> 6 == 1 ? b & 0x3f : b)));
        return text.toString();
    }
}
