// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** Commands on keys, whatever they hold; hashes and strings are put there for them. */
final class KeySteps implements StepSource {
    /** Payloads of DUMP: a string, an integer, a hash, one with a wrong checksum, and no payload at all. */
    private static final List<String> PAYLOADS =
            List.of(
                    "\0\u0003barP\0)\u0094\u0080\u00f1p4\u009a\u00e3",
                    "\0\u00c0\1P\0\u00e9R.'OSv\b",
                    "\0\u0003barP\0)\u0094\u0080\u00f1p4\u009a\u00e4",
                    "x",
                    "");

    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(36)) {
            case 0, 1 -> command("SET", chance.key(), chance.value());
            case 2 -> command("HSET", chance.key(), "f" + chance.below(3), chance.value());
            case 3 -> copy(chance);
            case 4, 5 -> keys(chance.word("DEL", "UNLINK"), chance);
            case 6 -> keys(chance.word("EXISTS", "TOUCH"), chance);
            case 7, 8, 9, 10 -> expire(chance);
            case 11 -> command("PERSIST", chance.key());
            case 12, 13 ->
                    command(chance.word("TTL", "PTTL", "EXPIRETIME", "PEXPIRETIME"), chance.key());
            case 14 -> command("KEYS", pattern(chance));
            case 15 -> command("MOVE", chance.key(), database(chance));
            case 16, 17 ->
                    command("OBJECT", chance.word("ENCODING", "REFCOUNT", "FREQ"), chance.key());
            case 18 -> command("OBJECT", chance.word("HELP", "IDLETIME", "FOO", "ENCODING"));
            case 19 -> command("RANDOMKEY");
            case 20, 21 -> command("RENAME", chance.key(), chance.key());
            case 22 -> command("RENAMENX", chance.key(), chance.key());
            case 23, 24 -> restore(chance);
            case 25 -> command("DUMP", chance.key());
            case 26 -> scan(chance);
            case 27, 28 -> command("TYPE", chance.key());
            case 29 -> command("SELECT", database(chance));
            case 30 ->
                    command("WAIT", chance.percent(80) ? "0" : chance.integer(), timeout(chance));
            case 31 ->
                    command(
                            "WAITAOF",
                            chance.percent(90) ? "" + chance.below(2) : chance.integer(),
                            chance.percent(80) ? "0" : chance.integer(),
                            timeout(chance));
            case 32 -> command("MSETEX", "1", chance.key(), chance.value(), "PXAT", "1");
            default -> command("OBJECT", "ENCODING", chance.key());
        };
    }

    private static List<String> copy(Chance chance) {
        List<String> copy = command("COPY", chance.key(), chance.key());
        for (int i = chance.below(3); i > 0; i--) {
            if (chance.percent(50)) {
                copy.add(chance.word("REPLACE"));
            } else {
                copy.addAll(command(chance.word("DB"), database(chance)));
            }
        }
        return copy;
    }

    private static List<String> keys(String name, Chance chance) {
        List<String> command = command(name);
        for (int i = chance.between(1, 3); i > 0; i--) {
            command.add(chance.key());
        }
        return command;
    }

    private static List<String> expire(Chance chance) {
        List<String> expire =
                switch (chance.below(4)) {
                    case 0 -> command("EXPIRE", chance.key(), chance.seconds());
                    case 1 -> command("PEXPIRE", chance.key(), chance.millis());
                    case 2 -> command("EXPIREAT", chance.key(), chance.unixSeconds());
                    default -> command("PEXPIREAT", chance.key(), chance.unixMillis());
                };
        for (int i = chance.percent(60) ? 0 : chance.between(1, 2); i > 0; i--) {
            expire.add(chance.percent(95) ? chance.word("NX", "XX", "GT", "LT") : chance.junk());
        }
        return expire;
    }

    private static List<String> restore(Chance chance) {
        List<String> restore =
                command(
                        "RESTORE",
                        chance.key(),
                        chance.percent(60)
                                ? "0"
                                : chance.percent(20) ? chance.noTime() : chance.millis(),
                        chance.of(PAYLOADS));
        for (int i = chance.below(4); i > 0; i--) {
            switch (chance.below(6)) {
                case 0 -> restore.addAll(command(chance.word("IDLETIME"), chance.integer()));
                case 1 -> restore.addAll(command(chance.word("FREQ"), chance.integer()));
                case 2, 3 -> restore.add(chance.word("ABSTTL"));
                default -> restore.add(chance.word("REPLACE"));
            }
        }
        return restore;
    }

    private static List<String> scan(Chance chance) {
        List<String> scan =
                command("SCAN", chance.percent(95) ? "0" : scanStart(chance), "COUNT", "100000");
        for (int i = chance.below(3); i > 0; i--) {
            switch (chance.below(5)) {
                case 0, 1 -> scan.addAll(command(chance.word("MATCH"), pattern(chance)));
                case 2, 3 ->
                        scan.addAll(
                                command(
                                        chance.word("TYPE"),
                                        chance.word("STRING", "HASH", "LIST", "FOO", "ZSET")));
                default -> scan.add(chance.word("NOVALUES", "NOSCORES", "COUNT", "FOO"));
            }
        }
        return scan;
    }

    /** Oddly written zeros, and what is no cursor. */
    private static String scanStart(Chance chance) {
        return chance.word(
                "-0", "+0", " 0", "\t0", "00", "-1", "x", "", "0 ", "18446744073709551616");
    }

    private static String pattern(Chance chance) {
        return chance.word(
                "*",
                "?",
                "[a-c]",
                "k*",
                "[^a-f]*",
                "*:*",
                "key:[1-2]",
                "[",
                "a\\",
                "\\*",
                "**",
                "*[",
                "");
    }

    private static String database(Chance chance) {
        return chance.percent(95)
                ? "" + chance.below(3)
                : chance.percent(50) ? "16" : chance.integer();
    }

    private static String timeout(Chance chance) {
        return chance.percent(90) ? "1" : chance.word("-1", "x", "9223372036854775807", "1.5");
    }
}
