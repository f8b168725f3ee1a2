// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.encodings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.peer.PeerClient;
import dev.cairn.server.peer.SideBySide;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Collections around the sizes at which their encoding changes, while the directives that say so change: both servers name
 * the same encodings after every write, after a restore and after a reload.
 */
class ThresholdsTest {
    private static final int STEPS = 60;

    @Test
    void encodingsChangeWhereValkeysDo() throws Exception {
        run(Long.getLong("cairn.thresholds.seed", 1), 30);
    }

    @Tag("slow")
    @Test
    void encodingsChangeWhereValkeysDoForLong() throws Exception {
        run(Long.getLong("cairn.thresholds.seed", 1000), 300);
    }

    private static void run(long seed, int rounds) throws Exception {
        try (SideBySide both = new SideBySide();
                PeerClient ours = new PeerClient(both.socket())) {
            for (int i = 0; i < rounds; i++) {
                new Round(ours, both.peer().client(), seed + i).play();
            }
        }
    }

    /** One setting of all directives, values that grow and shrink under it, and another setting. */
    private static final class Round {
        private final PeerClient ours;
        private final PeerClient theirs;
        private final long seed;
        private final ThresholdSteps steps;
        private final List<String> story = new ArrayList<>();

        Round(PeerClient ours, PeerClient theirs, long seed) {
            this.ours = ours;
            this.theirs = theirs;
            this.seed = seed;
            this.steps = new ThresholdSteps(new Random(seed));
        }

        void play() throws Exception {
            both(List.of("FLUSHALL"));
            configure();
            for (int i = 0; i < STEPS; i++) {
                List<String> step = steps.draw();
                both(step);
                same(ThresholdSteps.changed(step));
                if (i % 20 == 19) {
                    configure();
                }
            }
            configure();
            restoreEverywhere();
            both(List.of("DEBUG", "RELOAD"));
            for (String key : ThresholdSteps.KEYS) {
                same(key);
            }
        }

        private void configure() throws Exception {
            for (List<String> directive : steps.directives()) {
                both(directive);
            }
        }

        private void restoreEverywhere() throws Exception {
            for (String key : ThresholdSteps.KEYS) {
                if (ours.run("EXISTS", key).equals(0L)) {
                    continue;
                }
                for (PeerClient from : List.of(ours, theirs)) {
                    String payload = (String) from.run("DUMP", key);
                    both(List.of("RESTORE", "copy", "0", payload, "REPLACE"));
                    story.set(story.size() - 1, "RESTORE copy of " + key);
                    same("copy");
                }
            }
            both(List.of("DEL", "copy"));
        }

        private void both(List<String> command) throws Exception {
            String[] words = command.toArray(String[]::new);
            story.add(shown(command));
            Object our = ours.run(words);
            Object their = theirs.run(words);
            assertEquals(their, our, this::told);
        }

        private void same(String key) throws Exception {
            assertEquals(
                    theirs.run("OBJECT", "ENCODING", key),
                    ours.run("OBJECT", "ENCODING", key),
                    this::told);
            if (theirs.run("TYPE", key).equals("stream")) {
                assertEquals(blocks(theirs, key), blocks(ours, key), this::told);
            }
            if (theirs.run("TYPE", key).equals("string")) {
                assertEquals(theirs.run("GET", key), ours.run("GET", key), this::told);
            }
        }

        /** How a stream is cut into blocks: the reply begins with its length and how many there are. */
        private static String blocks(PeerClient server, String key) throws Exception {
            return ((List<?>) server.run("XINFO", "STREAM", key)).subList(0, 4).toString();
        }

        private String told() {
            return "seed " + seed + ":\n" + String.join("\n", story);
        }

        private static String shown(List<String> command) {
            StringBuilder line = new StringBuilder();
            for (String word : command) {
                line.append(word.length() > 40 ? "<" + word.length() + ">" : word).append(' ');
            }
            return line.length() > 400 ? line.substring(0, 400) + "..." : line.toString();
        }
    }
}
