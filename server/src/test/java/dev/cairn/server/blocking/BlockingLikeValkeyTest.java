// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.peer.SideBySide;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Clients that wait at both servers for the same keys, while one acts: after every step the same ones are served, with the
 * same replies, and in the end both servers hold the same.
 */
class BlockingLikeValkeyTest {
    private static final int WAITERS = 5;
    private static final int STEPS = 120;

    @Test
    void theSameClientsAreServed() throws Exception {
        run(Long.getLong("cairn.blocking.seed", 1), 25);
    }

    @Tag("slow")
    @Test
    void theSameClientsAreServedForLong() throws Exception {
        run(Long.getLong("cairn.blocking.seed", 1000), 300);
    }

    private static void run(long seed, int rounds) throws Exception {
        try (SideBySide both = new SideBySide()) {
            for (int i = 0; i < rounds; i++) {
                try (WaitingClients ours = new WaitingClients(both.socket(), WAITERS);
                        WaitingClients theirs = new WaitingClients(both.peer().socket(), WAITERS)) {
                    new Round(ours, theirs, seed + i).play();
                }
            }
        }
    }

    private static final class Round {
        private final WaitingClients ours;
        private final WaitingClients theirs;
        private final long seed;
        private final Random random;
        private final BlockingSteps steps;
        private final List<String> story = new ArrayList<>();

        Round(WaitingClients ours, WaitingClients theirs, long seed) {
            this.ours = ours;
            this.theirs = theirs;
            this.seed = seed;
            this.random = new Random(seed);
            this.steps = new BlockingSteps(random);
        }

        void play() throws IOException {
            try {
                act(List.of("FLUSHALL"));
                for (int i = 0; i < STEPS; i++) {
                    step();
                }
                act(List.of("DISCARD"));
                for (int waiter = 0; waiter < WAITERS; waiter++) {
                    unblock(waiter, random.nextBoolean() ? "TIMEOUT" : "ERROR");
                }
                act(List.of("DEBUG", "DIGEST"));
            } catch (IOException | AssertionError e) {
                String told = "seed " + seed + ":\n" + String.join("\n", story);
                throw new AssertionError(told + "\n" + e.getMessage(), e);
            }
        }

        private void step() throws IOException {
            int waiter = random.nextInt(WAITERS);
            if (random.nextInt(40) == 0) {
                unblock(waiter, random.nextBoolean() ? "TIMEOUT" : "ERROR");
            } else if (random.nextInt(3) == 0 && !ours.isBusy(waiter)) {
                List<String> command = steps.waiting();
                story.add(waiter + ": " + String.join(" ", command));
                ours.send(waiter, command);
                theirs.send(waiter, command);
                compare();
            } else {
                act(steps.acting());
            }
        }

        private void act(List<String> command) throws IOException {
            story.add(String.join(" ", command));
            Object our = ours.act(command);
            Object their = theirs.act(command);
            story.add("   " + their);
            assertEquals(their, our);
            compare();
        }

        private void unblock(int waiter, String how) throws IOException {
            story.add(waiter + " is unblocked with " + how);
            assertEquals(theirs.unblock(waiter, how), ours.unblock(waiter, how));
            compare();
        }

        /** The same clients have their reply, and the same one. */
        private void compare() {
            for (int i = 0; i < WAITERS; i++) {
                String their = theirs.take(i);
                if (their != null) {
                    story.add("   " + i + " " + their);
                }
                assertEquals(their, ours.take(i), "client " + i);
            }
        }
    }
}
