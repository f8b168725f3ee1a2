// SPDX-License-Identifier: Apache-2.0
package dev.cairn.bench.storage;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * How long does one key take while a table grows from nothing? Beyond what {@link DatabaseBenchmark} says of an insert
 * among as many, this is the key's share of the splits.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
@Fork(1)
public class SplitBenchmark {
    private static final int KEYS = 200_000;
    private static final int KEY_LENGTH = 16;

    private final byte[] keyBytes = new byte[KEY_LENGTH];
    private final ByteSlice key = ByteSlice.of(keyBytes);
    private final ByteSlice value = ByteSlice.of("0123456789abcdef");
    private Keyspace keyspace;

    @Setup(Level.Invocation)
    public void open() {
        keyspace = Keyspace.open(new StorageConfig());
    }

    @TearDown(Level.Invocation)
    public void close() {
        keyspace.close();
    }

    @Benchmark
    @OperationsPerInvocation(KEYS)
    public long growFromNothing() {
        Database database = keyspace.database(0);
        for (int i = 0; i < KEYS; i++) {
            for (int digit = 0, rest = i; digit < KEY_LENGTH; digit++, rest >>>= 2) {
                keyBytes[digit] = (byte) ('a' + (rest & 3));
            }
            database.strings().set(key, value, -1, false);
        }
        return database.size();
    }
}
