// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.ArrayList;
import java.util.List;

/** Commands on hashes: few keys and fields, so that they meet; small hashes and such as outgrow a listpack. */
final class HashSteps implements StepSource {
    /** More fields than a listpack may have, at times. */
    private static final int MANY_FIELDS = 600;

    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(32)) {
            case 0, 1, 2, 3 -> pairs("HSET", chance);
            case 4 -> pairs("HMSET", chance);
            case 5 -> command("HSETNX", chance.key(), field(chance), chance.value());
            case 6 -> command("HINCRBY", chance.key(), field(chance), chance.integer());
            case 7 -> command("HINCRBYFLOAT", chance.key(), field(chance), chance.decimal());
            case 8, 9 -> fields(command("HDEL", chance.key()), chance, 1);
            case 10, 11 ->
                    command(chance.word("HGET", "HEXISTS", "HSTRLEN"), chance.key(), field(chance));
            case 12 -> fields(command("HMGET", chance.key()), chance, 1);
            case 13, 14 -> command(chance.word("HGETALL", "HKEYS", "HVALS", "HLEN"), chance.key());
            case 15, 16, 17, 18 -> expire(chance);
            case 19, 20 ->
                    counted(
                            command(
                                    chance.word("HTTL", "HPTTL", "HEXPIRETIME", "HPEXPIRETIME"),
                                    chance.key()),
                            chance,
                            1);
            case 21 -> counted(command("HPERSIST", chance.key()), chance, 1);
            case 22 -> counted(command("HGETDEL", chance.key()), chance, 1);
            case 23, 24 -> getEx(chance);
            case 25, 26, 27 -> setEx(chance);
            case 28 -> random(chance);
            case 29 -> scan(chance);
            case 30 -> chance.percent(50) ? many(chance) : command("DEL", chance.key());
            default -> command("OBJECT", "ENCODING", chance.key());
        };
    }

    private static List<String> pairs(String name, Chance chance) {
        return fields(command(name, chance.key()), chance, 2);
    }

    private static List<String> many(Chance chance) {
        List<String> command = command("HSET", chance.key());
        int first = chance.below(MANY_FIELDS);
        for (int i = chance.below(MANY_FIELDS); i >= 0; i--) {
            command.add("many" + (first + i) % MANY_FIELDS);
            command.add("" + i);
        }
        return command;
    }

    private static List<String> expire(Chance chance) {
        List<String> command =
                switch (chance.below(4)) {
                    case 0 -> command("HEXPIRE", chance.key(), chance.seconds());
                    case 1 -> command("HPEXPIRE", chance.key(), chance.millis());
                    case 2 -> command("HEXPIREAT", chance.key(), chance.unixSeconds());
                    default -> command("HPEXPIREAT", chance.key(), chance.unixMillis());
                };
        while (chance.percent(30)) {
            command.add(chance.word("NX", "XX", "GT", "LT"));
        }
        return counted(command, chance, 1);
    }

    private static List<String> getEx(Chance chance) {
        List<String> command = command("HGETEX", chance.key());
        expiry(command, chance, "PERSIST");
        return counted(command, chance, 1);
    }

    private static List<String> setEx(Chance chance) {
        List<String> command = command("HSETEX", chance.key());
        if (chance.percent(25)) {
            command.add(chance.word("NX", "XX"));
        }
        if (chance.percent(25)) {
            command.add(chance.word("FNX", "FXX"));
        }
        expiry(command, chance, "KEEPTTL");
        return counted(command, chance, 2);
    }

    private static void expiry(List<String> command, Chance chance, String other) {
        for (int i = chance.percent(8) ? 2 : chance.below(2); i > 0; i--) {
            switch (chance.below(5)) {
                case 0 -> command.addAll(command(chance.word("EX"), chance.seconds()));
                case 1 -> command.addAll(command(chance.word("PX"), chance.millis()));
                case 2 -> command.addAll(command(chance.word("EXAT"), chance.unixSeconds()));
                case 3 -> command.addAll(command(chance.word("PXAT"), chance.unixMillis()));
                default -> command.add(chance.word(other));
            }
        }
    }

    private static List<String> random(Chance chance) {
        List<String> command = command("HRANDFIELD", chance.key());
        if (chance.percent(80)) {
            command.add(chance.percent(70) ? HashReplyRules.ALL_AT_ONCE : count(chance));
            if (chance.percent(50)) {
                command.add(chance.word("WITHVALUES"));
            }
        }
        return command;
    }

    /** A count that is not answered with as many replies, whatever it is. */
    private static String count(Chance chance) {
        return chance.word(
                "0",
                "-3",
                "x",
                "-9223372036854775808",
                "9223372036854775807",
                "4611686018427387904",
                "9223372036854775808");
    }

    private static List<String> scan(Chance chance) {
        List<String> command =
                command("HSCAN", chance.key(), chance.percent(90) ? "0" : chance.junk());
        if (chance.percent(40)) {
            command.addAll(
                    command("MATCH", chance.word("f*", "*", "many1?", "[^f]*", "f[0-3]", "")));
        }
        if (chance.percent(30)) {
            command.add(chance.word("NOVALUES", "NOSCORES"));
        }
        // All at once: where a scan stops is each server's own affair.
        command.addAll(
                command(
                        "COUNT",
                        chance.percent(95)
                                ? HashReplyRules.ALL_AT_ONCE
                                : chance.word("0", "-1", "x")));
        return command;
    }

    /** The word FIELDS, a count that is mostly right, and the fields. */
    private static List<String> counted(List<String> command, Chance chance, int stride) {
        List<String> fields = fields(new ArrayList<>(), chance, stride);
        command.add(chance.word("FIELDS"));
        command.add(chance.percent(4) ? chance.integer() : "" + fields.size() / stride);
        command.addAll(fields);
        return command;
    }

    private static List<String> fields(List<String> command, Chance chance, int stride) {
        for (int i = chance.between(1, 3); i > 0; i--) {
            command.add(field(chance));
            if (stride == 2) {
                command.add(chance.value());
            }
        }
        return command;
    }

    private static String field(Chance chance) {
        return switch (chance.below(16)) {
            case 0 -> "" + chance.between(-2, 2);
            case 1 -> "many" + chance.below(MANY_FIELDS);
            case 2 ->
                    chance.percent(10)
                            ? "x".repeat(chance.between(64, 66))
                            : chance.word("", "\u00ff\0");
            default -> "f" + chance.below(8);
        };
    }
}
