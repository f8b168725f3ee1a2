// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.time;

/**
 * The keyspace's one source of chance, seeded, so that what depends on it can be replayed.
 *
 * <p>The generator is SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 */
public final class RandomSource {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    public RandomSource(long seed) {
        state = seed;
    }

    public void seed(long seed) {
        state = seed;
    }

    public long nextLong() {
        state += GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 (inclusive) to the bound (exclusive), which is positive. */
    public int nextInt(int bound) {
        assert bound > 0;
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** A number from 0 (inclusive) to the bound (exclusive), which is positive. */
    public long nextLong(long bound) {
        assert bound > 0;
        return Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** A number from 0 (inclusive) to 1 (exclusive). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }
}
