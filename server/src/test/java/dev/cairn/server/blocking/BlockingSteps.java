// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.blocking;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws commands that wait for keys, and commands of every kind that give these keys something, or take them away.
 *
 * <p>Left out is what changes a stream without adding to it, as XGROUP SETID and XTRIM do: Valkey lets nobody look then, here
 * who waits looks again, and finds what SETID brought back.
 */
final class BlockingSteps {
    private final Random random;

    /**
     * With one, databases are swapped as well: when that brings several keys for which clients wait, Valkey takes them in the
     * order of a hash table, which is chance.
     */
    private final int keysOfAType;

    private int next;
    private String emptied;

    BlockingSteps(Random random) {
        this.random = random;
        this.keysOfAType = random.nextInt(1, 3);
    }

    /** A command that waits where it finds nothing. */
    List<String> waiting() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> words("BLPOP", list(), list(), "0");
            case 2 -> words("BRPOP", list(), "zset:1", list(), "0");
            case 3 -> words("BLMOVE", list(), list(), side(), side(), "0");
            case 4 -> words("BRPOPLPUSH", list(), list(), "0");
            case 5 -> words("BLMPOP", "0", "2", list(), list(), side(), "COUNT", few());
            case 6 -> words("BZPOPMIN", zset(), zset(), "0");
            case 7 -> words("BZPOPMAX", zset(), "0");
            case 8 -> words("BZMPOP", "0", "2", zset(), zset(), "MIN", "COUNT", few());
            case 9 ->
                    words(
                            "XREAD",
                            "COUNT",
                            "2",
                            "BLOCK",
                            "0",
                            "STREAMS",
                            "stream:1",
                            "stream:2",
                            "$",
                            random.nextBoolean() ? "$" : "9-9");
            default ->
                    words(
                            "XREADGROUP",
                            "GROUP",
                            "g",
                            "c" + random.nextInt(2),
                            "BLOCK",
                            "0",
                            "STREAMS",
                            stream(),
                            ">");
        };
    }

    /** A command that may serve who waits. */
    List<String> acting() {
        next++;
        if (emptied != null) {
            return emptied.startsWith("list")
                    ? stored(emptied, "SORT", any(), "BY", "nosort", "STORE")
                    : stored(emptied, random.nextBoolean() ? "ZRANGESTORE" : "ZUNIONSTORE");
        }
        return switch (random.nextInt(30)) {
            case 0, 1, 2 -> some(words(side().equals("LEFT") ? "LPUSH" : "RPUSH", list()));
            case 3, 4 -> scored(words("ZADD", zset()));
            case 5, 6 -> words("XADD", stream(), next + "-1", "f", "v" + next);
            case 7 -> words("DEL", any(), any());
            case 8 -> words("RENAME", any(), any());
            case 9 -> keysOfAType == 1 ? words("SWAPDB", "0", "1") : words("PING");
            case 10 -> words("SELECT", random.nextInt(3) == 0 ? "1" : "0");
            case 11 -> words("MOVE", any(), "1");
            case 12 -> words("COPY", any(), any(), "DB", "0", "REPLACE");
            case 13 -> words("SET", any(), "text");
            case 14 -> words("XGROUP", "CREATE", stream(), "g", "$", "MKSTREAM");
            case 15 -> words("XGROUP", "DESTROY", stream(), "g");
            case 16 -> words("LINSERT", list(), "BEFORE", "e1.1", "e" + next);
            case 17 -> words("LMOVE", list(), list(), side(), side());
            case 18 -> stored(list(), "SORT", any(), "BY", "nosort", "STORE");
            case 19 -> stored(zset(), "ZUNIONSTORE");
            case 20 -> stored(zset(), "ZRANGESTORE");
            case 21 -> words(random.nextBoolean() ? "FLUSHDB" : "FLUSHALL");
            case 22 -> words("MULTI");
            case 23, 24 -> words("EXEC");
            case 25 -> words("PEXPIRE", any(), "-1");
            case 26 -> words("ZINCRBY", zset(), "1", "m" + random.nextInt(4));
            case 27 -> words("GEOADD", zset(), "13.3", "52.5", "m" + random.nextInt(4));
            case 28 -> words("ZREM", zset(), "m" + random.nextInt(4));
            default -> words("LTRIM", list(), "1", "-1");
        };
    }

    private List<String> some(List<String> command) {
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            command.add("e" + next + "." + i);
        }
        return command;
    }

    private List<String> scored(List<String> command) {
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            command.add(Integer.toString(random.nextInt(9)));
            command.add("m" + next + "." + i);
        }
        return command;
    }

    /**
     * A command that stores, in turn with one that deletes its target: Valkey tells nobody who waits when such a command puts a
     * list in the place of a value of another type, so that he goes on waiting beside it; here he is served.
     */
    private List<String> stored(String target, String... command) {
        if (emptied == null) {
            emptied = target;
            return words("DEL", target);
        }
        List<String> words = words(command);
        words.add(emptied);
        switch (command[0]) {
            case "ZRANGESTORE" -> words.addAll(List.of(zset(), "0", "1"));
            case "ZUNIONSTORE" -> words.addAll(List.of("2", zset(), zset()));
            default -> {}
        }
        emptied = null;
        return words;
    }

    private String few() {
        return Integer.toString(random.nextInt(1, 4));
    }

    private String side() {
        return random.nextBoolean() ? "LEFT" : "RIGHT";
    }

    private String list() {
        return "list:" + random.nextInt(1, keysOfAType + 1);
    }

    private String zset() {
        return "zset:" + random.nextInt(1, keysOfAType + 1);
    }

    private String stream() {
        return "stream:" + random.nextInt(1, keysOfAType + 1);
    }

    private String any() {
        return switch (random.nextInt(3)) {
            case 0 -> list();
            case 1 -> zset();
            default -> stream();
        };
    }

    private static List<String> words(String... words) {
        return new ArrayList<>(List.of(words));
    }
}
