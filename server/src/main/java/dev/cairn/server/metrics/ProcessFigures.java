// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the operating system and the JVM know about this process, read anew on every call; any thread may ask. Where the
 * system has no {@code /proc}, resident memory is taken to be what the JVM has committed, and all processor time to be
 * user time.
 */
public final class ProcessFigures {
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final Path STAT = Path.of("/proc/self/stat");

    /** Linux tells memory in pages and time in ticks of a hundredth of a second on every machine the JVM runs on. */
    private static final long PAGE_BYTES = 4096;

    private static final double TICKS_PER_SECOND = 100;

    private static final int RESIDENT_FIELD = 1;
    // Fields of /proc/self/stat after the command's name in parentheses, whose own words could
    // mislead a split.
    private static final int USER_FIELD = 11;
    private static final int CHILDREN_USER_FIELD = 13;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Seconds of processor time. */
    public record CpuSeconds(double user, double system) {}

    private ProcessFigures() {}

    public static long residentBytes() {
        String[] fields = fields(STATM);
        return fields.length > RESIDENT_FIELD
                ? Long.parseLong(fields[RESIDENT_FIELD]) * PAGE_BYTES
                : Runtime.getRuntime().totalMemory();
    }

    public static long totalSystemBytes() {
        return SYSTEM.getTotalMemorySize();
    }

    public static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }

    public static CpuSeconds process() {
        return cpu(USER_FIELD, SYSTEM.getProcessCpuTime() / 1e9);
    }

    /** Processes that this one started and waited for. */
    public static CpuSeconds children() {
        return cpu(CHILDREN_USER_FIELD, 0);
    }

    public static CpuSeconds thread(Thread thread) {
        double all = Math.max(0, THREADS.getThreadCpuTime(thread.threadId())) / 1e9;
        double user = Math.max(0, THREADS.getThreadUserTime(thread.threadId())) / 1e9;
        return new CpuSeconds(Math.min(user, all), Math.max(0, all - user));
    }

    private static CpuSeconds cpu(int userField, double otherwise) {
        String[] fields = fields(STAT);
        return fields.length > userField + 1
                ? new CpuSeconds(
                        Long.parseLong(fields[userField]) / TICKS_PER_SECOND,
                        Long.parseLong(fields[userField + 1]) / TICKS_PER_SECOND)
                : new CpuSeconds(otherwise, 0);
    }

    private static String[] fields(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }
}
