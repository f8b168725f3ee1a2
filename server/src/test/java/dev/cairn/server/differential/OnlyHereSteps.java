// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.ArrayList;
import java.util.List;

/** Commands and options of Redis 8 that Valkey does not have, on strings, lists and streams, and ids that the server draws. */
final class OnlyHereSteps implements StepSource {
    private final StepSource streams = new StreamSteps();

    @Override
    public List<String> next(Chance chance) {
        if (chance.percent(70)) {
            return onStreams(chance);
        }
        return switch (chance.below(8)) {
            case 0 -> command("SET", chance.key(), chance.value());
            case 1 -> command("RPUSH", chance.key(), chance.value(), chance.value());
            case 2, 3 -> condition(command("SET", chance.key(), chance.value()), chance);
            case 4 -> deletion(chance);
            case 5 -> move(chance);
            default -> count(chance);
        };
    }

    private static List<String> deletion(Chance chance) {
        List<String> delEx = command("DELEX", chance.key());
        return chance.percent(70) ? condition(delEx, chance) : delEx;
    }

    private static List<String> condition(List<String> command, Chance chance) {
        command.add(chance.word("IFEQ", "IFNE", "IFDEQ", "IFDNE"));
        command.add(chance.percent(30) ? "0123456789abcdef" : chance.value());
        if (command.getFirst().equals("SET") && chance.percent(50)) {
            command.addAll(
                    chance.percent(50)
                            ? command("PX", chance.millis())
                            : command(chance.word("KEEPTTL", "GET")));
        }
        return command;
    }

    private static List<String> move(Chance chance) {
        List<String> move =
                command(
                        "LMOVEM",
                        chance.key(),
                        chance.key(),
                        chance.word("LEFT", "RIGHT"),
                        chance.word("LEFT", "RIGHT"));
        if (chance.percent(90)) {
            move.addAll(
                    command(
                            chance.word("COUNT", "EXACTLY"),
                            chance.between(1, 5),
                            chance.word("OBO", "BULK")));
        }
        return move;
    }

    private static List<String> count(Chance chance) {
        List<String> count = command("INCREX", chance.key());
        boolean floats = chance.percent(30);
        count.addAll(
                floats ? command("BYFLOAT", chance.decimal()) : command("BYINT", chance.integer()));
        if (chance.percent(30)) {
            count.addAll(command("UBOUND", chance.between(0, 200)));
        }
        if (chance.percent(30)) {
            count.addAll(command("LBOUND", chance.between(-200, 0)));
        }
        if (chance.percent(50)) {
            count.add("SATURATE");
        }
        switch (chance.below(5)) {
            case 0 -> count.addAll(command("PX", chance.millis()));
            case 1 -> count.addAll(command("EXAT", chance.unixSeconds(), "ENX"));
            case 2 -> count.add("PERSIST");
            default -> {
                // The expiry stays.
            }
        }
        return count;
    }

    private List<String> onStreams(Chance chance) {
        if (chance.percent(80)) {
            return streams.next(chance);
        }
        String key = chance.of(List.of("a", "b", "c", "d"));
        if (chance.percent(30)) {
            return command("XADD", key, "MAXLEN", "~", 150, "40-*", "f", chance.value());
        }
        List<String> words = new ArrayList<>();
        boolean acknowledges = chance.percent(50);
        words.add(acknowledges ? "XACKDEL" : "XDELEX");
        words.add(key);
        if (acknowledges) {
            words.add(chance.of(List.of("g", "h", "group")));
        }
        if (chance.percent(80)) {
            words.add(chance.word("KEEPREF", "DELREF", "ACKED"));
        }
        int count = 1 + chance.below(8);
        words.add("IDS");
        words.add("" + count);
        for (int i = 0; i < count; i++) {
            words.add("40-" + chance.below(400));
        }
        return words;
    }
}
