// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class ReplyGateTest {
    /** An output that tells what it was asked to do. */
    private static final class Recorded implements GatedOutput {
        private final Session session = new Session(1, NoOutput.INSTANCE, 0);
        private int held;
        private int released;

        @Override
        public Session session() {
            return session;
        }

        @Override
        public void send() {}

        @Override
        public void hold() {
            held++;
        }

        @Override
        public void release() {
            released++;
        }

        @Override
        public boolean isHolding() {
            return held > released;
        }
    }

    @Property(tries = 200)
    void aReplyLeavesExactlyWhenItsPositionIsReleased(@ForAll long seed) {
        Random random = new Random(seed);
        ReplyGate gate = new ReplyGate();
        List<Recorded> outputs = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        long position = 0;
        long released = 0;
        for (int i = 0; i < 2000; i++) {
            if (random.nextInt(3) > 0) {
                position += random.nextInt(4);
                Recorded output = new Recorded();
                outputs.add(output);
                positions.add(position);
                gate.hold(output, position);
            } else {
                released = Math.min(position, released + random.nextInt(12));
                gate.release(released);
            }
            for (int j = Math.max(0, outputs.size() - 40); j < outputs.size(); j++) {
                assertEquals(1, outputs.get(j).held);
                // What was held after its position had been released leaves with the next release.
                if (positions.get(j) > released) {
                    assertEquals(0, outputs.get(j).released);
                }
            }
        }
        gate.release(position);
        assertTrue(gate.isEmpty());
        assertTrue(outputs.stream().allMatch(output -> output.released == 1));
    }
}
