// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Commands on hashes, small ones and such that outgrow their listpack. */
final class HashSteps implements StepSource {
    private static final List<String> FIELDS =
            List.of("f1", "f2", "f3", "f4", "f5", "", "1", "-1", "\u00ff\0", "x".repeat(70));

    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(30)) {
            case 0, 1, 2, 3 -> pairs(chance, "HSET");
            case 4 -> pairs(chance, "HMSET");
            case 5 -> command("HSETNX", chance.key(), field(chance), chance.value());
            case 6, 7 -> command("HINCRBY", chance.key(), field(chance), chance.integer());
            case 8, 9 -> command("HINCRBYFLOAT", chance.key(), field(chance), chance.decimal());
            case 10, 11 -> fields(chance, command("HDEL", chance.key()));
            case 12 ->
                    command(chance.word("HGET", "HEXISTS", "HSTRLEN"), chance.key(), field(chance));
            case 13 -> fields(chance, command("HMGET", chance.key()));
            case 14 -> command("HLEN", chance.key());
            case 15 -> many(chance);
            case 16, 17, 18, 19 -> expire(chance);
            case 20, 21 -> counted(chance, command("HPERSIST", chance.key()), false);
            case 22 -> counted(chance, command("HGETDEL", chance.key()), false);
            case 23, 24 -> getEx(chance);
            case 25, 26, 27 -> setEx(chance);
            case 28 -> command("DEL", chance.key());
            default -> command("HGET", chance.key(), field(chance));
        };
    }

    private static String field(Chance chance) {
        return chance.percent(10) ? "many" + chance.below(600) : chance.of(FIELDS);
    }

    private static List<String> pairs(Chance chance, String name) {
        List<String> words = new ArrayList<>(command(name, chance.key()));
        for (int i = chance.below(3); i >= 0; i--) {
            words.add(field(chance));
            words.add(chance.value());
        }
        return words;
    }

    /** So many fields that a listpack may become too long. */
    private static List<String> many(Chance chance) {
        List<String> words = new ArrayList<>(command("HSET", chance.key()));
        int from = chance.below(200);
        for (int i = chance.between(1, 600); i > 0; i--) {
            words.add("many" + (from + i % 550));
            words.add("" + i);
        }
        return words;
    }

    private static List<String> expire(Chance chance) {
        String name = chance.word("HEXPIRE", "HPEXPIRE", "HEXPIREAT", "HPEXPIREAT");
        List<String> words = new ArrayList<>(command(name, chance.key(), time(chance, name)));
        if (chance.percent(30)) {
            words.add(chance.word("NX", "XX", "GT", "LT"));
        }
        return counted(chance, words, false);
    }

    private static String time(Chance chance, String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "HEXPIRE", "EX" -> chance.seconds();
            case "HPEXPIRE", "PX" -> chance.millis();
            case "HEXPIREAT", "EXAT" -> chance.unixSeconds();
            default -> chance.unixMillis();
        };
    }

    private static List<String> getEx(Chance chance) {
        List<String> words = new ArrayList<>(command("HGETEX", chance.key()));
        option(chance, words, "PERSIST");
        return counted(chance, words, false);
    }

    private static List<String> setEx(Chance chance) {
        List<String> words = new ArrayList<>(command("HSETEX", chance.key()));
        if (chance.percent(30)) {
            words.add(chance.word("FNX", "FXX"));
        }
        option(chance, words, "KEEPTTL");
        return counted(chance, words, true);
    }

    private static void option(Chance chance, List<String> words, String word) {
        String name = chance.word(word, "EX", "PX", "EXAT", "PXAT", "");
        if (!name.isEmpty()) {
            words.add(name);
        }
        if (!name.isEmpty() && !name.equalsIgnoreCase(word)) {
            words.add(time(chance, name));
        }
    }

    private static List<String> counted(Chance chance, List<String> start, boolean values) {
        List<String> words = new ArrayList<>(start);
        int count = chance.between(1, 3);
        words.add("FIELDS");
        words.add(chance.percent(4) ? chance.integer() : "" + count);
        for (int i = 0; i < count; i++) {
            words.add(field(chance));
            if (values) {
                words.add(chance.value());
            }
        }
        return words;
    }

    private static List<String> fields(Chance chance, List<String> start) {
        List<String> words = new ArrayList<>(start);
        for (int i = chance.below(3); i >= 0; i--) {
            words.add(field(chance));
        }
        return words;
    }
}
