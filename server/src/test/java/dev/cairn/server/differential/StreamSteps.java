// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands of streams. Ids are small and given, so that both servers have the same; an id that the server draws from its clock
 * is asked for where the last one lies beyond every clock.
 */
final class StreamSteps implements StepSource {
    private static final List<String> ODD_IDS =
            List.of(
                    "-",
                    "+",
                    "$",
                    ">",
                    "0",
                    "0-0",
                    "0-1",
                    "1-*",
                    "*-1",
                    "",
                    "x",
                    "1-",
                    "-1",
                    "1-x",
                    "(1",
                    "(",
                    "((1",
                    "(-",
                    "(+",
                    "(0-0",
                    " 1-1",
                    "+1-1",
                    "01-01",
                    "1--1",
                    "18446744073709551615",
                    "18446744073709551615-18446744073709551615",
                    "18446744073709551615-0",
                    "18446744073709551616-0",
                    "1-18446744073709551615",
                    "9223372036854775808-9223372036854775807",
                    "(18446744073709551615");
    private static final List<String> KEYS = List.of("a", "b", "c", "d");
    private static final List<String> GROUPS = List.of("g", "h", "group");
    private static final List<String> CONSUMERS = List.of("x", "y", "Zed", "y2");

    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(30)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> add(chance);
            case 8 -> trim(chance);
            case 9 -> delete(chance);
            case 10 -> range(chance);
            case 11, 12 -> read(chance);
            case 13, 14, 15 -> readGroup(chance);
            case 16, 17 -> group(chance);
            case 18 -> acknowledge(chance);
            case 19 -> pending(chance);
            case 20, 21 -> claim(chance);
            case 22, 23 -> autoClaim(chance);
            case 24, 25 -> info(chance);
            case 26 -> setId(chance);
            case 27 -> StepSource.command("XLEN", key(chance));
            case 28 -> seldom(chance);
            default -> key(chance, "XINFO", "GROUPS");
        };
    }

    private static List<String> add(Chance chance) {
        List<String> words = command("XADD", key(chance));
        if (chance.percent(5)) {
            words.add(chance.word("NOMKSTREAM"));
        }
        if (chance.percent(20)) {
            trimming(chance, words);
        }
        words.add(chance.percent(5) ? chance.of(ODD_IDS) : ascending(chance));
        int fields = chance.percent(3) ? chance.below(20) : 1 + chance.below(3);
        boolean same = chance.percent(60);
        for (int i = 0; i < fields; i++) {
            words.add(same ? "field" + i : chance.value());
            words.add(chance.percent(1) ? "v".repeat(chance.between(500, 6000)) : chance.value());
        }
        return words;
    }

    /** An id that grows as the test goes on, more or less. */
    private static String ascending(Chance chance) {
        long ms = chance.between(1, 40);
        return switch (chance.below(4)) {
            case 0 -> ms + "-*";
            case 1 -> "40-*";
            default -> chance.percent(90) ? "40-*" : ms + "-" + chance.below(1000);
        };
    }

    private static void trimming(Chance chance, List<String> words) {
        boolean byLength = chance.percent(60);
        words.add(byLength ? chance.word("MAXLEN") : chance.word("MINID"));
        boolean approximate = chance.percent(50);
        if (approximate || chance.percent(30)) {
            words.add(approximate ? "~" : "=");
        }
        if (byLength) {
            words.add(chance.percent(5) ? chance.integer() : "" + chance.below(400));
        } else {
            words.add(id(chance));
        }
        if (chance.percent(approximate ? 30 : 3)) {
            words.add(chance.word("LIMIT"));
            words.add(chance.percent(5) ? chance.integer() : "" + chance.below(300));
        }
    }

    private static List<String> trim(Chance chance) {
        List<String> words = command("XTRIM", key(chance));
        trimming(chance, words);
        return words;
    }

    private static List<String> delete(Chance chance) {
        List<String> words = command("XDEL", key(chance));
        ids(chance, words);
        return words;
    }

    private static List<String> range(Chance chance) {
        boolean reverse = chance.percent(50);
        List<String> words = command(reverse ? "XREVRANGE" : "XRANGE", key(chance));
        String low = chance.percent(40) ? "-" : bound(chance);
        String high = chance.percent(40) ? "+" : bound(chance);
        words.add(reverse ? high : low);
        words.add(reverse ? low : high);
        count(chance, words);
        return words;
    }

    private static List<String> read(Chance chance) {
        List<String> words = command("XREAD");
        count(chance, words);
        streams(chance, words, "$", "+");
        return words;
    }

    private static List<String> readGroup(Chance chance) {
        List<String> words =
                command("XREADGROUP", "GROUP", chance.of(GROUPS), chance.of(CONSUMERS));
        count(chance, words);
        if (chance.percent(15)) {
            words.add(chance.word("NOACK"));
        }
        streams(chance, words, ">", ">");
        return words;
    }

    private static void streams(Chance chance, List<String> words, String one, String other) {
        words.add(chance.word("STREAMS"));
        int streams = chance.percent(70) ? 1 : 1 + chance.below(3);
        for (int i = 0; i < streams; i++) {
            words.add(key(chance));
        }
        for (int i = 0; i < streams; i++) {
            words.add(chance.percent(60) ? chance.percent(50) ? one : other : id(chance));
        }
    }

    private static List<String> group(Chance chance) {
        String key = key(chance);
        String group = chance.of(GROUPS);
        List<String> words;
        switch (chance.below(7)) {
            case 0, 1, 2 -> {
                words = command("XGROUP", chance.word("CREATE"), key, group);
                words.add(chance.percent(30) ? "$" : chance.percent(50) ? "0" : id(chance));
                if (chance.percent(50)) {
                    words.add(chance.word("MKSTREAM"));
                }
                entriesRead(chance, words);
            }
            case 3 -> {
                words = command("XGROUP", chance.word("SETID"), key, group);
                words.add(chance.percent(30) ? "$" : chance.percent(50) ? "0" : id(chance));
                entriesRead(chance, words);
            }
            case 4 -> words = command("XGROUP", "CREATECONSUMER", key, group, chance.of(CONSUMERS));
            case 5 -> words = command("XGROUP", "DELCONSUMER", key, group, chance.of(CONSUMERS));
            default -> {
                boolean destroy = chance.percent(30);
                words = command("XGROUP", destroy ? "DESTROY" : "SETID", key, group);
                if (!destroy) {
                    words.add("0");
                }
            }
        }
        return words;
    }

    private static void entriesRead(Chance chance, List<String> words) {
        if (chance.percent(15)) {
            words.add(chance.word("ENTRIESREAD"));
            words.add(chance.percent(20) ? chance.integer() : "" + chance.below(100));
        }
    }

    private static List<String> acknowledge(Chance chance) {
        List<String> words = command("XACK", key(chance), chance.of(GROUPS));
        ids(chance, words);
        return words;
    }

    private static List<String> pending(Chance chance) {
        List<String> words = command("XPENDING", key(chance), chance.of(GROUPS));
        if (chance.percent(60)) {
            if (chance.percent(30)) {
                words.add(chance.word("IDLE"));
                words.add(chance.percent(50) ? "0" : "100000000");
            }
            words.add(chance.percent(60) ? "-" : bound(chance));
            words.add(chance.percent(60) ? "+" : bound(chance));
            words.add(chance.percent(5) ? chance.integer() : "" + chance.below(30));
            if (chance.percent(40)) {
                words.add(chance.of(CONSUMERS));
            }
        }
        return words;
    }

    private static List<String> claim(Chance chance) {
        List<String> words =
                command("XCLAIM", key(chance), chance.of(GROUPS), chance.of(CONSUMERS));
        words.add(idle(chance));
        ids(chance, words);
        if (chance.percent(20)) {
            words.add(chance.word("IDLE"));
            words.add(chance.percent(50) ? "0" : "200000000");
        }
        if (chance.percent(10)) {
            words.add(chance.word("TIME"));
            words.add(chance.percent(50) ? "1" : "1000000000000");
        }
        if (chance.percent(20)) {
            words.add(chance.word("RETRYCOUNT"));
            words.add(chance.percent(10) ? chance.integer() : "" + chance.below(9));
        }
        if (chance.percent(40)) {
            words.add(chance.word("FORCE"));
        }
        if (chance.percent(30)) {
            words.add(chance.word("JUSTID"));
        }
        if (chance.percent(10)) {
            words.add(chance.word("LASTID"));
            words.add(id(chance));
        }
        return words;
    }

    private static List<String> autoClaim(Chance chance) {
        List<String> words =
                command("XAUTOCLAIM", key(chance), chance.of(GROUPS), chance.of(CONSUMERS));
        words.add(idle(chance));
        words.add(chance.percent(60) ? "0" : bound(chance));
        if (chance.percent(50)) {
            words.add(chance.word("COUNT"));
            words.add("" + (chance.percent(5) ? -1 : 1 + chance.below(20)));
        }
        if (chance.percent(30)) {
            words.add(chance.word("JUSTID"));
        }
        return words;
    }

    private static List<String> info(Chance chance) {
        return switch (chance.below(4)) {
            case 0 -> key(chance, "XINFO", "STREAM");
            case 1 -> {
                List<String> words = key(chance, "XINFO", "CONSUMERS");
                words.add(chance.of(GROUPS));
                yield words;
            }
            default -> {
                List<String> words = key(chance, "XINFO", "STREAM");
                words.add(chance.word("FULL"));
                if (chance.percent(50)) {
                    words.add(chance.word("COUNT"));
                    words.add(chance.percent(10) ? chance.integer() : "" + chance.below(30));
                }
                yield words;
            }
        };
    }

    private static List<String> setId(Chance chance) {
        List<String> words = command("XSETID", key(chance), id(chance));
        if (chance.percent(60)) {
            words.add(chance.word("ENTRIESADDED"));
            words.add(chance.percent(10) ? chance.integer() : "" + chance.below(1000));
        }
        if (chance.percent(40)) {
            words.add(chance.word("MAXDELETEDID"));
            words.add(id(chance));
        }
        return words;
    }

    private static List<String> seldom(Chance chance) {
        return switch (chance.below(6)) {
            case 0 -> StepSource.command("DEL", key(chance));
            case 1 -> StepSource.command("COPY", key(chance), key(chance), "REPLACE");
            case 2 -> StepSource.command("RENAME", key(chance), key(chance));
            case 3 -> StepSource.command("SET", key(chance), "text");
            case 4 -> StepSource.command("TYPE", key(chance));
            default -> StepSource.command("OBJECT", "ENCODING", key(chance));
        };
    }

    private static List<String> command(String... words) {
        return new ArrayList<>(List.of(words));
    }

    private static List<String> key(Chance chance, String... words) {
        List<String> all = command(words);
        all.add(key(chance));
        return all;
    }

    private static String key(Chance chance) {
        return chance.percent(2) ? chance.key() : chance.of(KEYS);
    }

    private static void ids(Chance chance, List<String> words) {
        int count = 1 + chance.below(chance.percent(10) ? 20 : 4);
        for (int i = 0; i < count; i++) {
            words.add(id(chance));
        }
    }

    private static String id(Chance chance) {
        if (chance.percent(3)) {
            return chance.of(ODD_IDS);
        }
        return chance.percent(85)
                ? "40-" + chance.below(400)
                : chance.between(0, 41) + (chance.percent(50) ? "" : "-" + chance.below(40));
    }

    private static String bound(Chance chance) {
        return (chance.percent(20) ? "(" : "") + id(chance);
    }

    /** Idle times are either any or more than a test lasts. */
    private static String idle(Chance chance) {
        return chance.percent(70)
                ? "0"
                : chance.word("100000000", "100000000", "9223372036854775807", "-1", "x");
    }

    private static void count(Chance chance, List<String> words) {
        if (chance.percent(50)) {
            words.add(chance.word("COUNT"));
            words.add(chance.percent(5) ? chance.integer() : "" + chance.below(12));
        }
    }
}
