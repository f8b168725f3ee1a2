// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import java.util.Arrays;

/**
 * Holds replies back until the log has reached the position they wait for.
 *
 * <p>A queue of (position, output) pairs in the order of their ticks, so positions rise and a release looks at the head
 * only. A reply that could leave earlier but stands behind a held one of the same connection waits with it: replies keep
 * their order. The command thread owns it; nothing is allocated but when the queue grows.
 */
final class ReplyGate {
    private static final int FIRST_CAPACITY = 256;

    private long[] positions = new long[FIRST_CAPACITY];
    private GatedOutput[] outputs = new GatedOutput[FIRST_CAPACITY];
    private int head;
    private int count;

    /** Holds this tick's replies of {@code output} until {@code position} is released. */
    void hold(GatedOutput output, long position) {
        if (count == positions.length) {
            grow();
        }
        int tail = (head + count) & (positions.length - 1);
        positions[tail] = position;
        outputs[tail] = output;
        count++;
        output.hold();
    }

    /** Sends what waited for a position up to {@code released}. */
    void release(long released) {
        while (count > 0 && positions[head] <= released) {
            GatedOutput output = outputs[head];
            outputs[head] = null;
            head = (head + 1) & (positions.length - 1);
            count--;
            output.release();
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    private void grow() {
        int capacity = positions.length;
        long[] morePositions = Arrays.copyOf(positions, 2 * capacity);
        GatedOutput[] moreOutputs = Arrays.copyOf(outputs, 2 * capacity);
        // The wrapped part moves behind the old end, so that the queue is one run again.
        System.arraycopy(positions, 0, morePositions, capacity, head);
        System.arraycopy(outputs, 0, moreOutputs, capacity, head);
        Arrays.fill(moreOutputs, 0, head, null);
        positions = morePositions;
        outputs = moreOutputs;
    }
}
