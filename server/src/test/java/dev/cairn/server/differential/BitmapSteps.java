// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** Commands on the bits of strings. */
final class BitmapSteps implements StepSource {
    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(20)) {
            case 0, 1, 2 -> command("SETBIT", chance.key(), offset(chance), bit(chance));
            case 3, 4 -> command("GETBIT", chance.key(), offset(chance));
            case 5, 6 -> range(command("BITCOUNT", chance.key()), chance);
            case 7, 8, 9 -> range(command("BITPOS", chance.key(), bit(chance)), chance);
            case 10, 11, 12 -> bitOp(chance);
            case 13 -> command("SET", chance.key(), chance.bytes(chance.below(40)));
            case 14 ->
                    command(
                            "SET",
                            chance.key(),
                            chance.word("\u00ff", "\0").repeat(chance.below(40)));
            default -> bitField(chance);
        };
    }

    private static List<String> range(List<String> command, Chance chance) {
        int given = chance.below(4);
        for (int i = 0; i < Math.min(given, 2); i++) {
            command.add(chance.percent(90) ? "" + chance.between(-80, 80) : chance.integer());
        }
        if (given == 3) {
            command.add(chance.percent(95) ? chance.word("BIT", "BYTE") : chance.junk());
        }
        return command;
    }

    private static List<String> bitOp(Chance chance) {
        List<String> command =
                command(
                        "BITOP",
                        chance.word("AND", "OR", "XOR", "NOT", "AND", "OR", "XOR", "DIFF", "ONE"),
                        chance.key());
        for (int i = chance.percent(40) ? 1 : chance.between(1, 4); i > 0; i--) {
            command.add(chance.key());
        }
        return command;
    }

    private static List<String> bitField(Chance chance) {
        List<String> command =
                command(chance.percent(80) ? "BITFIELD" : "BITFIELD_RO", chance.key());
        for (int i = chance.below(5); i > 0; i--) {
            if (chance.percent(30)) {
                command.add(chance.word("OVERFLOW"));
                command.add(
                        chance.percent(97) ? chance.word("WRAP", "SAT", "FAIL") : chance.junk());
            }
            String verb = chance.word("GET", "SET", "INCRBY");
            command.add(verb);
            command.add(type(chance));
            command.add((chance.percent(30) ? "#" : "") + offset(chance));
            if (!verb.equalsIgnoreCase("GET")) {
                command.add(chance.integer());
            }
        }
        return command;
    }

    private static String type(Chance chance) {
        if (chance.percent(2)) {
            return chance.word("u64", "i65", "u0", "i0", "x8", "i", "", "u08", "u-1", "i64x");
        }
        return chance.percent(50)
                ? chance.word("u8", "i8", "u16", "i16", "u32", "i32", "u63", "i64", "u1", "i1")
                        .toLowerCase(java.util.Locale.ROOT)
                : (chance.percent(50) ? "u" : "i") + chance.between(1, 63);
    }

    private static String offset(Chance chance) {
        if (chance.percent(3)) {
            return chance.word(
                    "4294967296",
                    "-1",
                    "x",
                    "",
                    "9223372036854775807",
                    "1152921504606846976",
                    "1 ");
        }
        return "" + chance.below(chance.percent(5) ? 20_000 : 200);
    }

    private static String bit(Chance chance) {
        return chance.percent(97) ? "" + chance.below(2) : chance.integer();
    }
}
