// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** In steady state neither the command thread nor the writer allocates for a batch. */
class AllocationTest {
    private static final int WARM_UP = 40_000;
    private static final int MEASURED = 100_000;

    /** A roll, a held chunk or the measurement itself may allocate now and then; a batch must not. */
    private static final long ALLOWED_BYTES_PER_BATCH = 2;

    @TempDir Path folder;

    /** Short batches are written as they are, long ones are compressed. */
    @ParameterizedTest
    @ValueSource(ints = {4, 40})
    void aBatchAllocatesNothing(int commands) throws Exception {
        WriterThreadListener listener = new WriterThreadListener();
        LogConfig config =
                LogConfig.in(folder)
                        .syncPolicy(SyncPolicy.NO)
                        .heldBytes(1 << 20)
                        .compressFromBytes(1024)
                        .build();
        byte[] payload =
                "*3\r\n$3\r\nSET\r\n$5\r\nk:123\r\n$5\r\nvalue\r\n"
                        .repeat(commands)
                        .getBytes(StandardCharsets.US_ASCII);
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            submit(log, payload, WARM_UP);
            long writerBefore = allocatedBy(listener.writer.threadId());
            long callerBefore = allocatedBy(Thread.currentThread().threadId());
            submit(log, payload, MEASURED);
            long caller = allocatedBy(Thread.currentThread().threadId()) - callerBefore;
            long writer = allocatedBy(listener.writer.threadId()) - writerBefore;
            assertTrue(caller <= MEASURED * ALLOWED_BYTES_PER_BATCH, "the caller: " + caller);
            assertTrue(writer <= MEASURED * ALLOWED_BYTES_PER_BATCH, "the writer: " + writer);
        }
    }

    private static void submit(CommandLog log, byte[] payload, int count) {
        for (int i = 0; i < count; i++) {
            LogBatch batch = log.borrow();
            batch.append(payload, 0, payload.length);
            batch.countCommand();
            while (!log.trySubmit(batch)) {
                LockSupport.parkNanos(50_000);
            }
        }
        while (log.appendedPosition() < log.submittedPosition()) {
            LockSupport.parkNanos(50_000);
        }
    }

    private static long allocatedBy(long thread) {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(thread);
    }

    private static final class WriterThreadListener implements LogListener {
        volatile Thread writer;

        @Override
        public void ended(String reason) {}

        @Override
        public void appended(long position) {
            writer = Thread.currentThread();
        }

        @Override
        public void durable(long position) {}

        @Override
        public void refused(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void accepting() {}

        @Override
        public void snapshotNeeded(long position) {}

        @Override
        public void rolled(long segmentFirstPosition) {}
    }
}
