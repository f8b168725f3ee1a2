// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** Keys and fields that expire while the commands run, and commands that meet them before and after. */
final class ShortLivedSteps implements StepSource {
    @Override
    public List<String> next(Chance chance) {
        String key = "short:" + chance.below(4);
        String hash = "short:h" + chance.below(2);
        int millis = chance.between(1, 20);
        return switch (chance.below(12)) {
            case 0 -> command("SET", key, chance.value(), "PX", millis);
            case 1 -> command("PSETEX", key, millis, chance.value());
            case 2 -> command("GETEX", key, "PX", millis);
            case 3 -> command("PEXPIRE", key, millis);
            case 4 -> command("APPEND", key, "x");
            case 5 -> command("INCR", key);
            case 6 -> command("HSETEX", hash, "PX", millis, "FIELDS", 1, "f", chance.value());
            case 7 -> command("HSET", hash, "g", chance.value());
            case 8 -> command("HPEXPIRE", hash, millis, "FIELDS", 2, "f", "g");
            case 9 -> command("HINCRBY", hash, "f", 1);
            case 10 -> command("RENAME", key, "short:" + chance.below(4));
            default -> command("GET", key);
        };
    }
}
