// SPDX-License-Identifier: Apache-2.0
package dev.cairn.bench.storage;

import dev.cairn.storage.Database;
import dev.cairn.storage.KeyVisitor;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** How long does one key take, at random among few (in the processor's caches) and among many? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DatabaseBenchmark {
    private static final int KEY_LENGTH = 16;
    private static final int SCAN_COUNT = 10;

    @Param({"10000", "1000000"})
    private int keys;

    private final RandomSource random = new RandomSource(1);
    private final byte[] keyBytes = new byte[KEY_LENGTH];
    private final ByteSlice key = ByteSlice.of(keyBytes);
    private final ByteSlice value = ByteSlice.of("0123456789abcdef");
    private Keyspace keyspace;
    private Database database;
    private long fresh;
    private long cursor;
    private long visited;
    private final KeyVisitor visitor = (found, entry) -> visited += found.length();

    @Setup(Level.Iteration)
    public void fill() {
        keyspace = Keyspace.open(new StorageConfig());
        database = keyspace.database(0);
        for (int i = 0; i < keys; i++) {
            name(i);
            database.strings().set(key, value, -1, false);
        }
        fresh = keys;
    }

    @TearDown(Level.Iteration)
    public void close() {
        keyspace.close();
    }

    @Benchmark
    public long findPresent() {
        name(random.nextInt(keys));
        return database.find(key);
    }

    @Benchmark
    public long findAbsent() {
        name(keys + random.nextLong(1L << 40));
        return database.find(key);
    }

    @Benchmark
    public void overwrite() {
        name(random.nextInt(keys));
        database.strings().set(key, value, -1, false);
    }

    /** The table grows by what this adds, so the figure holds what growing costs. */
    @Benchmark
    public void insert() {
        name(fresh++);
        database.strings().set(key, value, -1, false);
    }

    /** A key comes and goes, so the table's size stays. */
    @Benchmark
    public boolean insertAndDelete() {
        name(fresh);
        database.strings().set(key, value, -1, false);
        return database.delete(key, true);
    }

    /** One step of SCAN with its usual COUNT. */
    @Benchmark
    public long scan() {
        cursor = database.scan(cursor, SCAN_COUNT, visitor);
        return cursor;
    }

    /** Sixteen letters, as valkey-benchmark's keys are. */
    private void name(long number) {
        long rest = number;
        for (int i = KEY_LENGTH - 1; i >= 0; i--) {
            keyBytes[i] = (byte) ('a' + (rest & 15));
            rest >>>= 4;
        }
    }
}
