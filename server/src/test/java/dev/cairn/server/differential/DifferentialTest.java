// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Random commands, to both servers. */
class DifferentialTest {
    private static final int SEQUENCE = 10_000;

    @TempDir private Path folder;

    /** Each family by itself, then all together; the same sequences each time. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void bothAnswerTheSame(int protocol) throws Exception {
        run(
                protocol,
                Long.getLong("cairn.differential.seed", 1),
                Integer.getInteger("cairn.differential.steps", 100_000));
    }

    /** More, and the same each time: a build that fails fails again. Other seeds find what is still hidden. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void bothAnswerTheSameForLong(int protocol) throws Exception {
        run(
                protocol,
                Long.getLong("cairn.differential.seed", 1_000_000),
                Integer.getInteger("cairn.differential.steps", 1_000_000));
    }

    private void run(int protocol, long seed, int total) throws Exception {
        List<List<StepSource>> casts = casts();
        try (Duel duel = new Duel(folder, protocol)) {
            int sequences = Math.max(1, total / SEQUENCE);
            for (int i = 0; i < sequences; i++) {
                long sequenceSeed = seed + i;
                List<Step> steps =
                        StepSource.draw(
                                casts.get(i % casts.size()), new Chance(sequenceSeed), SEQUENCE);
                Duel.Difference difference = duel.play(steps);
                if (difference != null) {
                    tell(duel, steps, difference, protocol, sequenceSeed);
                }
                List<String> complaints = DataComparison.compare(duel);
                if (!complaints.isEmpty()) {
                    fail(
                            "seed "
                                    + sequenceSeed
                                    + ", RESP"
                                    + protocol
                                    + ": "
                                    + String.join("\n", complaints));
                }
            }
        }
    }

    /** Each family alone and all together, or the one that {@code -Dcairn.differential.family=Hash} names. */
    private static List<List<StepSource>> casts() {
        String wanted = System.getProperty("cairn.differential.family", "") + "Steps";
        List<List<StepSource>> casts = new ArrayList<>();
        for (StepSource source : StepSource.all()) {
            if (source.getClass().getSimpleName().equals(wanted)) {
                return List.of(List.of(source));
            }
            casts.add(List.of(source));
        }
        casts.add(StepSource.all());
        return casts;
    }

    private static void tell(
            Duel duel, List<Step> steps, Duel.Difference difference, int protocol, long seed)
            throws Exception {
        List<Step> shortest = new Shortening(duel).shorten(steps, difference);
        Duel.Difference last = duel.play(shortest);
        StringBuilder text = new StringBuilder();
        text.append("seed ").append(seed).append(", RESP").append(protocol).append(", first at ");
        text.append(difference)
                .append("\nshortened to ")
                .append(shortest.size())
                .append(" steps:\n");
        shortest.forEach(step -> text.append("  ").append(step).append('\n'));
        fail(text.append("where now ").append(last).toString());
    }
}
