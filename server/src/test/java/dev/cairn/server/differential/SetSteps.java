// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** Commands on sets. Where chance decides what is drawn, all members are, so that both servers stay alike. */
final class SetSteps implements StepSource {
    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(40)) {
            case 0, 1, 2, 3, 4, 5, 6 -> add(chance);
            case 7, 8, 9, 10 -> members(command("SREM", chance.key()), chance, 4);
            case 11, 12 -> command("SISMEMBER", chance.key(), member(chance));
            case 13, 14 -> members(command("SMISMEMBER", chance.key()), chance, 4);
            case 15 -> command("SCARD", chance.key());
            case 16, 17 -> command("SMEMBERS", chance.key());
            case 18 -> command("SPOP", chance.key(), count(chance, "0", "100000"));
            case 19 -> command("SRANDMEMBER", chance.key());
            case 20, 21 ->
                    command("SRANDMEMBER", chance.key(), count(chance, "0", "3", "-5", "100000"));
            case 22, 23, 24 -> keys(command(chance.word("SINTER", "SUNION", "SDIFF")), chance, 4);
            case 25, 26, 27, 28, 29 ->
                    keys(
                            command(
                                    chance.word("SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE"),
                                    chance.key()),
                            chance,
                            4);
            case 30, 31 -> cardinality(chance);
            case 32, 33, 34 -> command("SMOVE", chance.key(), chance.key(), member(chance));
            case 35 -> scan(chance);
            case 36 -> command("COPY", chance.key(), chance.key(), "REPLACE");
            case 37 -> command("RENAME", chance.key(), chance.key());
            default -> command("OBJECT", "ENCODING", chance.key());
        };
    }

    private static List<String> add(Chance chance) {
        List<String> add = command("SADD", chance.key());
        if (!chance.percent(6)) {
            return members(add, chance, 6);
        }
        // Enough to leave a listpack, and now and then an intset; or so many that a store looks at
        // some first.
        int count = chance.percent(5) ? chance.between(1100, 3000) : chance.between(100, 400);
        int first = chance.below(300);
        boolean numbers = chance.percent(60);
        for (int i = first; i < first + count; i++) {
            add.add((numbers ? "" : "m") + i);
        }
        return add;
    }

    private static List<String> members(List<String> command, Chance chance, int most) {
        for (int i = chance.between(1, most); i > 0; i--) {
            command.add(member(chance));
        }
        return command;
    }

    /** Mostly numbers of all widths, so that intsets live, and few enough to be found again. */
    static String member(Chance chance) {
        return switch (chance.below(24)) {
            case 0 -> chance.value();
            case 1 -> chance.integer();
            case 2 -> "s".repeat(chance.between(60, 70));
            case 3 -> "m" + chance.below(400);
            case 4, 5 -> "e" + chance.below(6);
            case 6 -> "" + (32_760L + chance.below(16));
            case 7 -> "" + (2_147_483_640L + chance.below(16));
            case 8, 9, 10 -> "" + chance.below(600);
            default -> "" + chance.between(-5, 5);
        };
    }

    private static List<String> keys(List<String> command, Chance chance, int most) {
        for (int i = chance.between(1, most); i > 0; i--) {
            command.add(chance.key());
        }
        return command;
    }

    private static List<String> cardinality(Chance chance) {
        int count = chance.between(1, 3);
        List<String> command =
                command("SINTERCARD", chance.percent(95) ? "" + count : chance.integer());
        for (int i = count; i > 0; i--) {
            command.add(chance.key());
        }
        if (chance.percent(50)) {
            command.add(chance.percent(97) ? chance.word("LIMIT") : chance.junk());
            command.add(chance.percent(90) ? "" + chance.between(-1, 9) : chance.integer());
        }
        return command;
    }

    private static List<String> scan(Chance chance) {
        List<String> scan = command("SSCAN", chance.key(), "0", "COUNT", "100000");
        if (chance.percent(40)) {
            scan.addAll(command(chance.word("MATCH"), chance.word("*", "[0-5]", "m*", "?", "e[")));
        }
        if (chance.percent(5)) {
            scan.add(chance.word("NOVALUES", "NOSCORES", "TYPE"));
        }
        return scan;
    }

    private static String count(Chance chance, String... counts) {
        return chance.percent(95) ? chance.word(counts) : chance.junk();
    }
}
