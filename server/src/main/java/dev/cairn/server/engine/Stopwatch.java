// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import java.util.function.LongSupplier;

/** What durations are measured with: nanoseconds since some moment or other. */
public final class Stopwatch {
    /** The machine's. Whoever measures a slice of work or a wait is handed it, so that a test may hand another. */
    public static final LongSupplier SYSTEM = System::nanoTime;

    private Stopwatch() {}
}
