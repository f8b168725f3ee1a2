// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import java.util.ArrayList;
import java.util.List;

/** Tasks that wait until the log is durable up to a position. The command thread owns it. */
final class DurableWaits {
    private final List<DurableWait> waits = new ArrayList<>();

    private record DurableWait(long position, Runnable then) {}

    void add(long position, Runnable then) {
        waits.add(new DurableWait(position, then));
    }

    boolean isEmpty() {
        return waits.isEmpty();
    }

    /** Runs what waited for a position up to this one. */
    void run(long durablePosition) {
        if (!waits.isEmpty()) {
            List<DurableWait> due = new ArrayList<>();
            waits.removeIf(wait -> wait.position() <= durablePosition && due.add(wait));
            due.forEach(wait -> wait.then().run());
        }
    }
}
