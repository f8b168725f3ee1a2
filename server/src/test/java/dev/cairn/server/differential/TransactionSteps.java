// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** Transactions, and what gets in their way. */
final class TransactionSteps implements StepSource {
    @Override
    public List<String> next(Chance chance) {
        return switch (chance.below(26)) {
            case 0, 1, 2 -> command("MULTI");
            case 3, 4, 5, 6 -> command("EXEC");
            case 7 -> command("DISCARD");
            case 8, 9, 10 -> command("WATCH", chance.key());
            case 11 -> command("WATCH", chance.key(), chance.key());
            case 12 -> command("UNWATCH");
            case 13 -> command("SET", chance.key(), chance.value());
            case 14 -> command("INCR", chance.key());
            case 15 -> command("DEL", chance.key());
            case 16 -> command("GET", chance.key());
            case 17 -> command("SETBIT", chance.key(), chance.below(16), chance.below(2));
            case 18 -> command("EXPIRE", chance.key(), chance.seconds());
            case 19 -> command("RENAME", chance.key(), chance.key());
            case 20 -> command("HSET", chance.key(), "f", chance.value());
            case 21 -> command("SELECT", chance.below(3));
            case 22 ->
                    switch (chance.below(6)) {
                        case 0 -> command("FLUSHDB");
                        case 1 -> command("FLUSHALL", chance.word("SYNC", "ASYNC"));
                        case 2, 3 -> command("SWAPDB", chance.below(3), chance.below(3));
                        case 4 -> command("RESET");
                        default -> command("HDEL", chance.key(), "f");
                    };
            case 23 -> command("MSETEX", "1", chance.key(), chance.value(), "PXAT", "1");
            default -> command("PING");
        };
    }
}
