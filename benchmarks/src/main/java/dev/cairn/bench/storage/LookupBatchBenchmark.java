// SPDX-License-Identifier: Apache-2.0
package dev.cairn.bench.storage;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.time.RandomSource;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** What does a lookup cost among very many keys, one by one and as a pipeline's sixteen together? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LookupBatchBenchmark {
    private static final int BATCH = 16;
    private static final int KEY_LENGTH = 16;

    @Param({"10000000"})
    private int keys;

    private final RandomSource random = new RandomSource(1);
    private final byte[] bytes = new byte[BATCH * KEY_LENGTH];
    private final ByteSlice[] batch = new ByteSlice[BATCH];
    private Keyspace keyspace;
    private Database database;

    @Setup(Level.Trial)
    public void fill() {
        keyspace = Keyspace.open(new StorageConfig());
        database = keyspace.database(0);
        ByteSlice value = ByteSlice.of("0123456789abcdef");
        for (int i = 0; i < BATCH; i++) {
            batch[i] = new ByteSlice();
        }
        for (int i = 0; i < keys; i++) {
            database.strings().set(name(0, i), value, -1, false);
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        keyspace.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long oneByOne() {
        drawNames();
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            // The next lookup begins when this one's value is known, as it does when a command runs
            // between.
            sum += database.strings().length(database.find(batch[i]));
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long together() {
        drawNames();
        database.prefetch(batch, BATCH);
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += database.strings().length(database.find(batch[i]));
        }
        return sum;
    }

    private void drawNames() {
        for (int i = 0; i < BATCH; i++) {
            name(i, random.nextInt(keys));
        }
    }

    private ByteSlice name(int index, long number) {
        int start = index * KEY_LENGTH;
        long rest = number;
        for (int i = KEY_LENGTH - 1; i >= 0; i--) {
            bytes[start + i] = (byte) ('a' + (rest & 15));
            rest >>>= 4;
        }
        return batch[index].set(bytes, start, KEY_LENGTH);
    }
}
