// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import dev.cairn.aof.segment.Identity;
import dev.cairn.aof.segment.LogDisk;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How a log is to be kept: where, how durable, in pieces of which size, holding how much in memory.
 *
 * <p>Built with {@link #in}; every value has a default and a range, and a value outside is refused with
 * both named.
 */
public final class LogConfig {
    /**
     * 64 MiB: after an unclean stop the newest segment is read and rebuilt, which at this size takes a
     * fraction of a second, while a roll costs a few milliseconds a gigabyte.
     */
    public static final long DEFAULT_SEGMENT_BYTES = 64L << 20;

    public static final long MIN_SEGMENT_BYTES = 1L << 20;
    public static final long MAX_SEGMENT_BYTES = 256L << 20;

    /** Disk space is reserved ahead in steps of this size: 50 to 220 microseconds each. */
    public static final int DEFAULT_RESERVE_STEP_BYTES = 8 << 20;

    public static final int DEFAULT_RING_BATCHES = 1024;
    public static final int DEFAULT_RING_BYTES = 64 << 20;
    public static final int DEFAULT_HELD_BYTES = 64 << 20;
    public static final int DEFAULT_COMPRESS_FROM_BYTES = 4096;
    public static final String DEFAULT_THREAD_NAME = "cairn-aof";

    final Path folder;
    final SyncPolicy syncPolicy;
    final long segmentBytes;
    final int reserveStepBytes;
    final int ringBatches;
    final int ringBytes;
    final int heldBytes;
    final int compressFromBytes;
    final String threadName;
    final long firstPosition;
    final long giveUpFrom;
    final Identity bornAs;
    final LogDisk disk;

    private LogConfig(Builder b) {
        folder = b.folder;
        syncPolicy = b.syncPolicy;
        segmentBytes = b.segmentBytes;
        reserveStepBytes = b.reserveStepBytes;
        ringBatches = b.ringBatches;
        ringBytes = b.ringBytes;
        heldBytes = b.heldBytes;
        compressFromBytes = b.compressFromBytes;
        threadName = b.threadName;
        firstPosition = b.firstPosition;
        giveUpFrom = b.giveUpFrom;
        bornAs = b.bornAs;
        disk = b.disk;
    }

    /** A log in this folder, which is made when it does not exist. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /** Collects the values; {@link #build} hands them over. */
    public static final class Builder {
        private final Path folder;
        private SyncPolicy syncPolicy = SyncPolicy.EVERYSEC;
        private long segmentBytes = DEFAULT_SEGMENT_BYTES;
        private int reserveStepBytes = DEFAULT_RESERVE_STEP_BYTES;
        private int ringBatches = DEFAULT_RING_BATCHES;
        private int ringBytes = DEFAULT_RING_BYTES;
        private int heldBytes = DEFAULT_HELD_BYTES;
        private int compressFromBytes = DEFAULT_COMPRESS_FROM_BYTES;
        private String threadName = DEFAULT_THREAD_NAME;
        private long firstPosition;
        private long giveUpFrom = Long.MAX_VALUE;
        private Identity bornAs;
        private LogDisk disk = LogDisk.SYSTEM;

        private Builder(Path folder) {
            this.folder = Objects.requireNonNull(folder).toAbsolutePath().normalize();
        }

        public Builder syncPolicy(SyncPolicy value) {
            syncPolicy = Objects.requireNonNull(value);
            return this;
        }

        /** A segment is rolled when it holds about this much. */
        public Builder segmentBytes(long value) {
            segmentBytes = inRange("segmentBytes", value, MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
            return this;
        }

        public Builder reserveStepBytes(int value) {
            reserveStepBytes = (int) inRange("reserveStepBytes", value, 256 << 10, 64 << 20);
            return this;
        }

        /** How many submitted batches may wait for the writer; rounded up to a power of two. */
        public Builder ringBatches(int value) {
            ringBatches = (int) inRange("ringBatches", value, 2, 1 << 20);
            return this;
        }

        /** How many submitted bytes may wait for the writer; one batch is taken whatever its size. */
        public Builder ringBytes(int value) {
            ringBytes = (int) inRange("ringBytes", value, 1024, 1 << 30);
            return this;
        }

        /**
         * How many bytes that are appended and not yet durable are kept in memory, to be written again after
         * a failed sync; beyond it, a failed sync asks for a snapshot.
         */
        public Builder heldBytes(int value) {
            heldBytes = (int) inRange("heldBytes", value, 0, 1 << 30);
            return this;
        }

        /** Batches of at least this many bytes are compressed when that pays; 0 compresses none. */
        public Builder compressFromBytes(int value) {
            compressFromBytes = (int) inRange("compressFromBytes", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /** The threads are called this, with {@code -writer} and {@code -sync} behind. */
        public Builder threadName(String value) {
            threadName = Objects.requireNonNull(value);
            return this;
        }

        /** Where a log that is born now begins; a log that exists goes on from its own end. */
        public Builder firstPosition(long value) {
            firstPosition = inRange("firstPosition", value, 0, Long.MAX_VALUE / 2);
            return this;
        }

        /**
         * The operator's word that what stands from this position on may be lost: damage behind it is set aside as
         * if a crash had torn it, and the log goes on from its last valid batch before.
         */
        public Builder giveUpFrom(long value) {
            giveUpFrom = inRange("giveUpFrom", value, 0, Long.MAX_VALUE);
            return this;
        }

        /** Whose log one is that is born now: a branch of another one's history, not a log of its own. */
        public Builder bornAs(Identity value) {
            bornAs = Objects.requireNonNull(value);
            return this;
        }

        /** Another disk than the machine's, for tests: full, slow or broken. */
        public Builder disk(LogDisk value) {
            disk = Objects.requireNonNull(value);
            return this;
        }

        public LogConfig build() {
            return new LogConfig(this);
        }

        private static long inRange(String name, long value, long min, long max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(
                        name + " is " + value + "; expected " + min + " to " + max);
            }
            return value;
        }
    }
}
