// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** Commands on lists. */
final class ListSteps implements StepSource {
    private static final List<String> LONG_ONES = List.of("a", "b");

    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(40)) {
            case 0, 1, 2, 3, 4, 5, 6 -> push(chance);
            case 7, 8 -> command(chance.word("LPOP", "RPOP"), key(chance));
            case 9 -> command(chance.word("LPOP", "RPOP"), key(chance), count(chance));
            case 10, 11 -> command("LLEN", key(chance));
            case 12, 13 -> command("LINDEX", key(chance), index(chance));
            case 14, 15, 16 -> command("LSET", key(chance), index(chance), element(chance));
            case 17, 18 -> command("LRANGE", key(chance), index(chance), index(chance));
            case 19, 20, 21, 22 ->
                    command(
                            "LINSERT",
                            key(chance),
                            chance.percent(97) ? chance.word("BEFORE", "AFTER") : chance.junk(),
                            element(chance),
                            element(chance));
            case 23, 24, 25 -> command("LREM", key(chance), index(chance), element(chance));
            case 26 -> command("LTRIM", key(chance), index(chance), index(chance));
            case 27, 28, 29 -> positions(chance);
            case 30, 31, 32 ->
                    command("LMOVE", key(chance), key(chance), side(chance), side(chance));
            case 33 -> command("RPOPLPUSH", key(chance), key(chance));
            case 34 -> popMany(chance);
            case 37 -> waiting(chance);
            case 35 -> command("RENAME", key(chance), key(chance));
            case 36 -> command("COPY", key(chance), key(chance), "REPLACE");
            default -> command("OBJECT", "ENCODING", key(chance));
        };
    }

    private static List<String> push(Chance chance) {
        List<String> push =
                command(chance.word("LPUSH", "RPUSH", "LPUSHX", "RPUSHX", "RPUSH"), key(chance));
        for (int i = chance.between(1, chance.percent(5) ? 200 : 6); i > 0; i--) {
            push.add(element(chance));
        }
        return push;
    }

    /** Often one of a few, so that their lists become long. */
    private static String key(Chance chance) {
        return chance.percent(60) ? chance.of(LONG_ONES) : chance.key();
    }

    /** Few enough to be found again; now and then one that fills a piece of a list, or is longer than that. */
    static String element(Chance chance) {
        return switch (chance.below(30)) {
            case 0, 1, 2 -> chance.value();
            case 3 -> chance.word("l", "m").repeat(chance.between(500, 5000));
            case 4 -> chance.percent(20) ? "n".repeat(chance.between(8000, 20_000)) : "n";
            case 5, 6 -> "p".repeat(chance.between(60, 70) + chance.below(2) * 4030);
            case 7, 8, 9, 10 -> "" + chance.between(-5, 5);
            default -> "e" + chance.below(8);
        };
    }

    private static String index(Chance chance) {
        return chance.percent(95)
                ? "" + chance.between(-8, 8) * (chance.percent(20) ? 20 : 1)
                : chance.integer();
    }

    private static String count(Chance chance) {
        return chance.percent(90) ? "" + chance.between(0, 5) : chance.integer();
    }

    private static String side(Chance chance) {
        return chance.percent(97) ? chance.word("LEFT", "RIGHT") : chance.junk();
    }

    private static List<String> positions(Chance chance) {
        List<String> command = command("LPOS", key(chance), element(chance));
        for (int i = chance.below(4); i > 0; i--) {
            command.add(chance.percent(97) ? chance.word("RANK", "COUNT", "MAXLEN") : "FOO");
            if (chance.percent(98)) {
                command.add(chance.percent(90) ? "" + chance.between(-3, 12) : chance.integer());
            }
        }
        return command;
    }

    /** Commands that wait, for hardly any time. */
    private static List<String> waiting(Chance chance) {
        String timeout =
                chance.percent(95) ? "0.001" : chance.word("-1", "x", "", "1e30", "nan", "-0.1");
        return switch (chance.below(4)) {
            case 0, 1 -> {
                List<String> pop = command(chance.word("BLPOP", "BRPOP"));
                for (int i = chance.between(1, 3); i > 0; i--) {
                    pop.add(key(chance));
                }
                pop.add(timeout);
                yield pop;
            }
            case 2 ->
                    chance.percent(30)
                            ? command("BRPOPLPUSH", key(chance), key(chance), timeout)
                            : command(
                                    "BLMOVE",
                                    key(chance),
                                    key(chance),
                                    side(chance),
                                    side(chance),
                                    timeout);
            default -> {
                List<String> pop = popMany(chance);
                pop.set(0, "BLMPOP");
                pop.add(1, timeout);
                yield pop;
            }
        };
    }

    static List<String> popMany(Chance chance) {
        int keys = chance.between(1, 3);
        List<String> command = command("LMPOP", chance.percent(95) ? "" + keys : chance.integer());
        for (int i = keys; i > 0; i--) {
            command.add(key(chance));
        }
        command.add(side(chance));
        if (chance.percent(50)) {
            command.add(chance.percent(97) ? chance.word("COUNT") : chance.junk());
            command.add(count(chance));
        }
        return command;
    }
}
