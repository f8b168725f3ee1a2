// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.ArrayList;
import java.util.List;

/** Commands on strings. */
final class StringSteps implements StepSource {
    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(30)) {
            case 0, 1, 2, 3 -> set(chance);
            case 4 -> command("APPEND", chance.key(), chance.value());
            case 5 -> command(chance.word("INCR", "DECR"), chance.key());
            case 6, 7 -> command(chance.word("INCRBY", "DECRBY"), chance.key(), chance.integer());
            case 8, 9 ->
                    command(
                            "INCRBYFLOAT",
                            chance.key(),
                            chance.percent(80) ? chance.decimal() : chance.integer());
            case 10 -> command("GETSET", chance.key(), chance.value());
            case 11 -> command("GETDEL", chance.key());
            case 12, 13 -> getEx(chance);
            case 14 ->
                    command(
                            chance.word("GETRANGE", "SUBSTR"),
                            chance.key(),
                            index(chance),
                            index(chance));
            case 15 -> command("SETRANGE", chance.key(), offset(chance), chance.value());
            case 16 -> command("STRLEN", chance.key());
            case 17 -> command("SETNX", chance.key(), chance.value());
            case 18 -> command("SETEX", chance.key(), chance.seconds(), chance.value());
            case 19 -> command("PSETEX", chance.key(), chance.millis(), chance.value());
            case 20 -> command("DELIFEQ", chance.key(), chance.value());
            case 21 -> many("MGET", chance, false);
            case 22 -> many("MSET", chance, true);
            case 23 -> many("MSETNX", chance, true);
            case 24, 25 -> mSetEx(chance);
            case 26 -> lcs(chance);
            case 27 -> command("OBJECT", "ENCODING", chance.key());
            default -> command("GET", chance.key());
        };
    }

    private static List<String> set(Chance chance) {
        List<String> set = command("SET", chance.key(), chance.value());
        for (int i = chance.below(4); i > 0; i--) {
            switch (chance.below(8)) {
                case 0 -> set.add(chance.word("NX", "XX"));
                case 1 -> set.add(chance.word("GET"));
                case 2 -> set.add(chance.word("KEEPTTL"));
                case 3 -> {
                    set.add(chance.word("IFEQ"));
                    set.add(chance.value());
                }
                default -> expiry(set, chance);
            }
        }
        return set;
    }

    private static void expiry(List<String> command, Chance chance) {
        switch (chance.below(5)) {
            case 0 -> command.addAll(command(chance.word("EX"), chance.seconds()));
            case 1 -> command.addAll(command(chance.word("PX"), chance.millis()));
            case 2 -> command.addAll(command(chance.word("EXAT"), chance.unixSeconds()));
            case 3 -> command.addAll(command(chance.word("PXAT"), chance.unixMillis()));
            default -> command.add(chance.word("KEEPTTL", "PERSIST"));
        }
    }

    private static List<String> getEx(Chance chance) {
        List<String> getEx = command("GETEX", chance.key());
        for (int i = chance.below(5) == 0 ? 2 : chance.below(2); i > 0; i--) {
            expiry(getEx, chance);
        }
        return getEx;
    }

    private static List<String> many(String name, Chance chance, boolean values) {
        List<String> many = command(name);
        for (int i = chance.between(1, 4); i > 0; i--) {
            many.add(chance.key());
            if (values) {
                many.add(chance.value());
            }
        }
        return many;
    }

    private static List<String> mSetEx(Chance chance) {
        int count = chance.between(1, 3);
        List<String> command = command("MSETEX", chance.percent(5) ? chance.integer() : "" + count);
        for (int i = 0; i < count; i++) {
            command.add(chance.key());
            command.add(chance.value());
        }
        if (chance.percent(30)) {
            command.add(chance.word("NX", "XX"));
        }
        if (chance.percent(10)) {
            // Keys that are there and due: what comes next meets them first.
            command.addAll(command("PXAT", "1"));
        } else if (chance.percent(50)) {
            expiry(command, chance);
        }
        return command;
    }

    private static List<String> lcs(Chance chance) {
        List<String> lcs = new ArrayList<>(command("LCS", chance.key(), chance.key()));
        for (int i = chance.below(4); i > 0; i--) {
            switch (chance.below(4)) {
                case 0 -> lcs.add(chance.word("LEN"));
                case 1 -> lcs.add(chance.word("WITHMATCHLEN"));
                case 2 ->
                        lcs.addAll(
                                command(
                                        chance.word("MINMATCHLEN"),
                                        chance.percent(90)
                                                ? "" + chance.below(4)
                                                : chance.integer()));
                default -> lcs.add(chance.word("IDX"));
            }
        }
        return lcs;
    }

    private static String index(Chance chance) {
        return chance.percent(80) ? "" + chance.between(-15, 15) : chance.integer();
    }

    private static String offset(Chance chance) {
        return chance.percent(90)
                ? "" + chance.below(chance.percent(10) ? 3000 : 20)
                : chance.word("-1", "536870912", "9223372036854775807", "x", "");
    }
}
