// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** SORT with what it sorts. */
final class SortSteps implements StepSource {
    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(24)) {
            case 0, 1, 2 -> many(command("RPUSH", key(chance)), chance);
            case 3, 4, 5 -> many(command("SADD", key(chance)), chance);
            case 6 -> command("DEL", key(chance));
            case 7, 8, 9 -> command("SET", "w_" + element(chance), weight(chance));
            case 10 -> command("HSET", "h_" + element(chance), "f", weight(chance));
            case 11 -> command("LRANGE", key(chance), "0", "-1");
            case 12 -> command("COMMAND", "GETKEYSANDFLAGS", "SORT", "k", "STORE", key(chance));
            default -> sort(chance);
        };
    }

    /** Keys of its own: Valkey lays a small sorted set out anew when it is sorted, which we do not. */
    private static String key(Chance chance) {
        return chance.percent(95) ? chance.word("sort1", "sort2", "sort3") : "w_" + element(chance);
    }

    private static List<String> many(List<String> command, Chance chance) {
        // From 512 elements on, numbers are sorted in another way; the order of so large a set is
        // anybody's.
        boolean large = command.contains("RPUSH") && chance.percent(3);
        for (int i = large ? 600 : chance.between(1, 8); i > 0; i--) {
            command.add(element(chance));
        }
        return command;
    }

    private static String element(Chance chance) {
        return switch (chance.below(12)) {
            case 0 -> chance.percent(20) ? chance.decimal() : "1.5";
            case 1 -> chance.percent(10) ? "a" : "-0";
            case 2 -> chance.percent(20) ? chance.integer() : "007";
            default -> "" + chance.between(-10, 20);
        };
    }

    private static String weight(Chance chance) {
        return chance.percent(95) ? "" + chance.between(-5, 5) : chance.value().replace("\0", "");
    }

    private static List<String> sort(Chance chance) {
        List<String> sort = command(chance.word("SORT", "SORT", "SORT_RO"), key(chance));
        // Where two weights are the same text, Valkey leaves the order open.
        boolean alpha = chance.percent(30);
        if (alpha) {
            sort.add(chance.word("ALPHA"));
        }
        for (int i = chance.below(5); i > 0; i--) {
            switch (chance.below(7)) {
                case 0 -> sort.add(chance.word("ASC", "DESC"));
                case 1 ->
                        sort.addAll(
                                command(
                                        chance.word("LIMIT"),
                                        "" + chance.between(-1, 5),
                                        "" + chance.between(-1, 6)));
                case 2 -> sort.addAll(command(chance.word("BY"), by(chance, alpha)));
                case 3, 4 ->
                        sort.addAll(
                                command(
                                        chance.word("GET"),
                                        chance.word("#", "w_*", "h_*->f", "x", "*->f", "h_*->")));
                case 5 -> sort.addAll(command(chance.word("STORE"), key(chance)));
                default -> {
                    if (chance.percent(5)) {
                        sort.add(chance.junk());
                    }
                }
            }
        }
        return sort;
    }

    private static String by(Chance chance, boolean alpha) {
        return alpha ? "nosort" : chance.word("nosort", "w_*", "h_*->f", "missing_*", "w_*->f");
    }
}
