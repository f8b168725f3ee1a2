// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Lets work that can wait give way: where threads have to share cores, those that serve clients are not kept from them by
 * a snapshot or by the packing of old log. The JVM's own thread priorities do nothing on Linux.
 */
final class Niceness {
    /** In the kernel's scale up to 19: a tenth of the weight of other threads, as long as those want to run. */
    static final int OF_BACKGROUND = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private Niceness() {}

    /** Lowers the calling thread's priority for good; where the system knows no priority of a thread nothing happens. */
    @SuppressWarnings("restricted") // This one call.
    static void yieldToOthers() {
        if (!System.getProperty("os.name").equals("Linux")) {
            // Elsewhere the call speaks of the whole process.
            return;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle setPriority =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setpriority"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        try {
            int ignored =
                    (int) setPriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, OF_BACKGROUND);
        } catch (Throwable e) {
            throw new AssertionError("setpriority cannot throw", e);
        }
    }
}
