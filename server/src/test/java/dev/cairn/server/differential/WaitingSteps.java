// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static dev.cairn.server.differential.StepSource.command;

import java.util.List;

/** Commands that may wait for a sorted set, and do not wait long: what is logged of them is what they took. */
final class WaitingSteps implements StepSource {
    @Override
    public List<String> next(Chance chance) {
        String key = "waited:" + chance.below(3);
        return switch (chance.below(5)) {
            case 0 -> command("BZPOPMIN", key, "waited:0", "0.001");
            case 1 -> command("BZPOPMAX", "waited:1", key, "0.001");
            default -> command("ZADD", key, chance.between(-9, 9), "m" + chance.below(9));
        };
    }
}
