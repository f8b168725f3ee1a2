// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** Commands on sorted sets: few keys and members, so that they meet; small ones and such as outgrow a listpack. */
final class SortedSetSteps implements StepSource {
    /** More members than a listpack may have, at times. */
    private static final int MANY_MEMBERS = 300;

    private static final List<String> SCORES =
            List.of(
                    "0",
                    "-0",
                    "1",
                    "2",
                    "3",
                    "-1",
                    "1.5",
                    "0.1",
                    "1e20",
                    "-1e20",
                    "inf",
                    "-inf",
                    "4611686018427387904",
                    "9007199254740993",
                    "1e-7",
                    "3.3",
                    "5e-324",
                    "1e308");

    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(40)) {
            case 0, 1, 2, 3, 4, 5 -> add(chance);
            case 6 -> chance.percent(40) ? many(chance) : equals(chance);
            case 7 -> command("ZINCRBY", chance.key(), score(chance), member(chance));
            case 8 -> members(command("ZREM", chance.key()), chance);
            case 9 -> command(chance.word("ZSCORE", "ZRANK"), chance.key(), member(chance));
            case 10 -> members(command("ZMSCORE", chance.key()), chance);
            case 11 -> rank(chance);
            case 12 -> command("ZCARD", chance.key());
            case 13 -> command("ZCOUNT", chance.key(), bound(chance), bound(chance));
            case 14 -> command("ZLEXCOUNT", lexKey(chance), name(chance), name(chance));
            case 15, 16, 17 -> range(command("ZRANGE", chance.key()), chance);
            case 18 -> range(command("ZRANGESTORE", chance.key(), chance.key()), chance);
            case 19 ->
                    scores(
                            command(
                                    chance.word("ZREVRANGE"),
                                    chance.key(),
                                    place(chance),
                                    place(chance)),
                            chance);
            case 20, 21 ->
                    limit(
                            scores(
                                    command(
                                            chance.word("ZRANGEBYSCORE", "ZREVRANGEBYSCORE"),
                                            chance.key(),
                                            bound(chance),
                                            bound(chance)),
                                    chance),
                            chance);
            case 22 ->
                    limit(
                            command(
                                    chance.word("ZRANGEBYLEX", "ZREVRANGEBYLEX"),
                                    lexKey(chance),
                                    name(chance),
                                    name(chance)),
                            chance);
            case 23 -> command("ZREMRANGEBYRANK", chance.key(), place(chance), place(chance));
            case 24 -> command("ZREMRANGEBYSCORE", chance.key(), bound(chance), bound(chance));
            case 25 -> command("ZREMRANGEBYLEX", lexKey(chance), name(chance), name(chance));
            case 26, 27 -> pop(chance);
            case 28 -> multiPop(chance);
            case 29, 30 -> combine(chance);
            case 31, 32 -> combineStore(chance);
            case 33 -> interCard(chance);
            case 34 -> random(chance);
            case 35 -> scan(chance);
            case 36 ->
                    chance.percent(50)
                            ? command("DEL", chance.key())
                            : members(command("SADD", chance.key()), chance);
            case 37 -> command(chance.word("COPY", "RENAME"), chance.key(), chance.key());
            case 38 -> command("DEBUG", "DIGEST-VALUE", chance.key());
            default -> command("OBJECT", "ENCODING", chance.key());
        };
    }

    private static List<String> add(Chance chance) {
        List<String> command = command("ZADD", chance.key());
        while (chance.percent(30)) {
            command.add(chance.word("NX", "XX", "GT", "LT", "CH", "INCR"));
        }
        do {
            command.add(score(chance));
            command.add(member(chance));
        } while (chance.percent(40));
        return command;
    }

    private static List<String> many(Chance chance) {
        List<String> command = command("ZADD", chance.key());
        int first = chance.below(MANY_MEMBERS);
        for (int i = chance.below(MANY_MEMBERS); i >= 0; i--) {
            command.add(chance.percent(50) ? "" + i : chance.between(0, 5000) / 100.0 + "");
            command.add("many" + (first + i) % MANY_MEMBERS);
        }
        return command;
    }

    /** Ranges by name mean something where all scores are alike: two keys are kept for that. */
    private static List<String> equals(Chance chance) {
        List<String> command = command("ZADD", lexKey(chance));
        for (int i = chance.below(chance.percent(10) ? MANY_MEMBERS : 10); i >= 0; i--) {
            command.add("0");
            command.add(chance.percent(50) ? member(chance) : "n" + chance.below(400));
        }
        return command;
    }

    private static String lexKey(Chance chance) {
        return chance.percent(50) ? "lex:1" : "lex:2";
    }

    private static List<String> members(List<String> command, Chance chance) {
        do {
            command.add(member(chance));
        } while (chance.percent(40));
        return command;
    }

    private static List<String> rank(Chance chance) {
        List<String> command =
                command(chance.word("ZRANK", "ZREVRANK"), chance.key(), member(chance));
        if (chance.percent(40)) {
            command.add(chance.word("WITHSCORE"));
        }
        return command;
    }

    private static List<String> range(List<String> command, Chance chance) {
        int kind = chance.below(3);
        if (kind == 2) {
            command.set(command.size() - 1, lexKey(chance));
        }
        for (int i = 0; i < 2; i++) {
            command.add(kind == 0 ? place(chance) : kind == 1 ? bound(chance) : name(chance));
        }
        if (kind > 0) {
            command.add(kind == 1 ? chance.word("BYSCORE") : chance.word("BYLEX"));
        }
        if (chance.percent(40)) {
            command.add(chance.word("REV"));
        }
        return kind == 0 && chance.percent(90)
                ? scores(command, chance)
                : limit(scores(command, chance), chance);
    }

    private static List<String> scores(List<String> command, Chance chance) {
        if (chance.percent(40)) {
            command.add(chance.word("WITHSCORES"));
        }
        return command;
    }

    private static List<String> limit(List<String> command, Chance chance) {
        if (chance.percent(40)) {
            command.addAll(
                    List.of(
                            chance.word("LIMIT"),
                            "" + chance.between(-3, 10),
                            "" + chance.between(-2, 10)));
        }
        return command;
    }

    private static List<String> pop(Chance chance) {
        List<String> command = command(chance.word("ZPOPMIN", "ZPOPMAX"), chance.key());
        if (chance.percent(50)) {
            command.add(chance.percent(80) ? "" + chance.below(5) : chance.integer());
        }
        return command;
    }

    private static List<String> multiPop(Chance chance) {
        int keys = chance.between(1, 3);
        boolean full = chance.percent(10);
        List<String> command = full ? command("BZMPOP", "0.001", keys) : command("ZMPOP", keys);
        for (int i = 0; i < keys; i++) {
            command.add(chance.key());
        }
        command.add(chance.word("MIN", "MAX"));
        if (chance.percent(50)) {
            command.addAll(List.of(chance.word("COUNT"), "" + chance.between(0, 5)));
        }
        return command;
    }

    private static List<String> combine(Chance chance) {
        List<String> command = keys(command(chance.word("ZUNION", "ZINTER", "ZDIFF")), chance);
        options(command, chance);
        return scores(command, chance);
    }

    private static List<String> combineStore(Chance chance) {
        String name = chance.word("ZUNIONSTORE", "ZINTERSTORE", "ZDIFFSTORE");
        return options(keys(command(name, chance.key()), chance), chance);
    }

    private static List<String> keys(List<String> command, Chance chance) {
        int keys = chance.between(1, 3);
        command.add("" + keys);
        for (int i = 0; i < keys; i++) {
            command.add(chance.percent(20) ? lexKey(chance) : chance.key());
        }
        return command;
    }

    private static List<String> options(List<String> command, Chance chance) {
        boolean difference = command.getFirst().toUpperCase(java.util.Locale.ROOT).contains("DIFF");
        if (chance.percent(difference ? 3 : 40)) {
            command.add(chance.word("WEIGHTS"));
            int at =
                    command.getFirst().toUpperCase(java.util.Locale.ROOT).endsWith("STORE") ? 2 : 1;
            for (int i = Integer.parseInt(command.get(at)); i > 0; i--) {
                command.add(chance.percent(60) ? "" + chance.between(-3, 3) : score(chance));
            }
        }
        if (chance.percent(difference ? 3 : 40)) {
            command.add(chance.word("AGGREGATE"));
            command.add(chance.word("SUM", "MIN", "MAX"));
        }
        return command;
    }

    private static List<String> interCard(Chance chance) {
        List<String> command = keys(command("ZINTERCARD"), chance);
        if (chance.percent(40)) {
            command.addAll(List.of(chance.word("LIMIT"), "" + chance.between(-1, 4)));
        }
        return command;
    }

    private static List<String> random(Chance chance) {
        List<String> command = command("ZRANDMEMBER", chance.key());
        if (chance.percent(80)) {
            command.add(
                    chance.percent(30) ? HashReplyRules.ALL_AT_ONCE : "" + chance.between(-20, 20));
            scores(command, chance);
        }
        return command;
    }

    private static List<String> scan(Chance chance) {
        List<String> command = command("ZSCAN", chance.key(), 0);
        if (chance.percent(30)) {
            command.addAll(List.of(chance.word("MATCH"), chance.percent(50) ? "m*" : "*1*"));
        }
        if (chance.percent(20)) {
            command.add(chance.word("NOSCORES"));
        }
        command.addAll(List.of("COUNT", HashReplyRules.ALL_AT_ONCE));
        return command;
    }

    private static String score(Chance chance) {
        return switch (chance.below(5)) {
            case 0 -> chance.of(SCORES);
            case 1 -> chance.decimal();
            case 2 -> Double.longBitsToDouble(chance.wide()) + "";
            default -> "" + chance.between(-5, 20);
        };
    }

    private static String bound(Chance chance) {
        return switch (chance.below(6)) {
            case 0 -> "-inf";
            case 1 -> "+inf";
            case 2 -> "(" + chance.between(-5, 30);
            case 3 -> chance.percent(50) ? score(chance) : "(" + score(chance);
            default -> "" + chance.between(-5, 30);
        };
    }

    private static String name(Chance chance) {
        return switch (chance.below(8)) {
            case 0, 1 -> "-";
            case 2, 3 -> "+";
            case 4 -> chance.percent(20) ? chance.of(List.of("", "x", "-x", "++", "(", "[")) : "[n";
            case 5 -> "(" + member(chance);
            default -> "[n" + chance.below(400);
        };
    }

    private static String place(Chance chance) {
        return chance.percent(5) ? chance.integer() : "" + chance.between(-8, 8);
    }

    private static String member(Chance chance) {
        return switch (chance.below(10)) {
            case 0 -> chance.value();
            case 1 -> "many" + chance.below(MANY_MEMBERS);
            case 2 -> "" + chance.below(20);
            default -> "m" + chance.below(12);
        };
    }
}
