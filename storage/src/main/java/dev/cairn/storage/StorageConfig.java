// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.eviction.MaxmemoryPolicy;

/**
 * What a keyspace is told from outside. The first group counts when the keyspace opens; the others are read whenever
 * they matter, so the server changes them here at run time, on the command thread.
 */
public final class StorageConfig {
    /** Runs everything, processes that tests start included, in the debug mode of memory. */
    private static final String DEBUG_PROPERTY = "cairn.debugMemory";

    // Fixed when the keyspace opens.
    private int databases = 16;
    private long reserveBytes = 32L << 30;
    private boolean hugePages = true;
    private boolean debugMemory = Boolean.getBoolean(DEBUG_PROPERTY);
    private long hashSeed1 = 0x0706050403020100L;
    private long hashSeed2 = 0x0f0e0d0c0b0a0908L;
    private long randomSeed = 1;

    // When small collections become big.
    private int hashMaxListpackEntries = 512;
    private int hashMaxListpackValue = 64;
    private int setMaxIntsetEntries = 512;
    private int setMaxListpackEntries = 128;
    private int setMaxListpackValue = 64;
    private long hllSparseMaxBytes = 3000;
    private int listMaxListpackSize = -2;
    private int zsetMaxListpackEntries = 128;
    private int zsetMaxListpackValue = 64;
    private long streamNodeMaxBytes = 4096;
    private long streamNodeMaxEntries = 100;

    // What goes when memory is full.
    private long maxmemoryBytes;
    private MaxmemoryPolicy maxmemoryPolicy = MaxmemoryPolicy.NOEVICTION;
    private int maxmemorySamples = 5;
    private int lfuLogFactor = 10;
    private int lfuDecayTimeMinutes = 1;

    public int databases() {
        return databases;
    }

    public StorageConfig databases(int count) {
        require(count >= 1, "databases", count, "at least 1");
        databases = count;
        return this;
    }

    public long reserveBytes() {
        return reserveBytes;
    }

    /**
     * How much virtual memory to reserve, which bounds what data can take and decides the unit of references: 8 bytes
     * up to 32 GiB, 16 up to 64 GiB, and so on.
     */
    public StorageConfig reserveBytes(long bytes) {
        require(bytes >= 1 << 20, "reserved bytes", bytes, "at least 1 MiB");
        reserveBytes = bytes;
        return this;
    }

    public boolean hugePages() {
        return hugePages;
    }

    public StorageConfig hugePages(boolean on) {
        hugePages = on;
        return this;
    }

    public boolean debugMemory() {
        return debugMemory;
    }

    /** Guard bytes around blocks, poison in freed ones, checks for double frees: for tests. */
    public StorageConfig debugMemory(boolean on) {
        debugMemory = on;
        return this;
    }

    /** The secret of the hash: 128 random bits per start; whoever knows it can choose keys that collide. */
    public StorageConfig hashSeed(long first, long second) {
        hashSeed1 = first;
        hashSeed2 = second;
        return this;
    }

    public long hashSeed1() {
        return hashSeed1;
    }

    public long hashSeed2() {
        return hashSeed2;
    }

    public long randomSeed() {
        return randomSeed;
    }

    public StorageConfig randomSeed(long seed) {
        randomSeed = seed;
        return this;
    }

    public int zsetMaxListpackEntries() {
        return zsetMaxListpackEntries;
    }

    public StorageConfig zsetMaxListpackEntries(int entries) {
        zsetMaxListpackEntries = entries;
        return this;
    }

    public int zsetMaxListpackValue() {
        return zsetMaxListpackValue;
    }

    public StorageConfig zsetMaxListpackValue(int bytes) {
        zsetMaxListpackValue = bytes;
        return this;
    }

    public int hashMaxListpackEntries() {
        return hashMaxListpackEntries;
    }

    public StorageConfig hashMaxListpackEntries(int entries) {
        hashMaxListpackEntries = entries;
        return this;
    }

    public int hashMaxListpackValue() {
        return hashMaxListpackValue;
    }

    public StorageConfig hashMaxListpackValue(int bytes) {
        hashMaxListpackValue = bytes;
        return this;
    }

    /** The most bytes of a HyperLogLog in its sparse form. */
    public long hllSparseMaxBytes() {
        return hllSparseMaxBytes;
    }

    public StorageConfig hllSparseMaxBytes(long bytes) {
        hllSparseMaxBytes = bytes;
        return this;
    }

    /** Sets of at most so many numbers are intsets. */
    public int setMaxIntsetEntries() {
        return setMaxIntsetEntries;
    }

    public StorageConfig setMaxIntsetEntries(int entries) {
        setMaxIntsetEntries = entries;
        return this;
    }

    /** Sets of at most so many members are listpacks. */
    public int setMaxListpackEntries() {
        return setMaxListpackEntries;
    }

    public StorageConfig setMaxListpackEntries(int entries) {
        setMaxListpackEntries = entries;
        return this;
    }

    /** The longest member of a set that is a listpack, in bytes. */
    public int setMaxListpackValue() {
        return setMaxListpackValue;
    }

    public StorageConfig setMaxListpackValue(int bytes) {
        setMaxListpackValue = bytes;
        return this;
    }

    public int listMaxListpackSize() {
        return listMaxListpackSize;
    }

    /** How long a listpack of a list may be: elements where positive; -1 to -5 for 4 to 64 KiB. */
    public StorageConfig listMaxListpackSize(int size) {
        listMaxListpackSize = size;
        return this;
    }

    public long streamNodeMaxBytes() {
        return streamNodeMaxBytes;
    }

    /** How long a block of a stream may become; 0 for any length. */
    public StorageConfig streamNodeMaxBytes(long bytes) {
        streamNodeMaxBytes = bytes;
        return this;
    }

    public long streamNodeMaxEntries() {
        return streamNodeMaxEntries;
    }

    /** How many entries a block of a stream holds; 0 for any number. */
    public StorageConfig streamNodeMaxEntries(long entries) {
        streamNodeMaxEntries = entries;
        return this;
    }

    public long maxmemoryBytes() {
        return maxmemoryBytes;
    }

    /** The limit that eviction holds; 0 for none. */
    public StorageConfig maxmemoryBytes(long bytes) {
        require(bytes >= 0, "maxmemory", bytes, "0 or more");
        maxmemoryBytes = bytes;
        return this;
    }

    public MaxmemoryPolicy maxmemoryPolicy() {
        return maxmemoryPolicy;
    }

    public StorageConfig maxmemoryPolicy(MaxmemoryPolicy policy) {
        maxmemoryPolicy = policy;
        return this;
    }

    public int maxmemorySamples() {
        return maxmemorySamples;
    }

    public StorageConfig maxmemorySamples(int samples) {
        require(samples >= 1 && samples <= 64, "maxmemory-samples", samples, "1 to 64");
        maxmemorySamples = samples;
        return this;
    }

    public int lfuLogFactor() {
        return lfuLogFactor;
    }

    public StorageConfig lfuLogFactor(int factor) {
        require(factor >= 0, "lfu-log-factor", factor, "0 or more");
        lfuLogFactor = factor;
        return this;
    }

    public int lfuDecayTimeMinutes() {
        return lfuDecayTimeMinutes;
    }

    public StorageConfig lfuDecayTimeMinutes(int minutes) {
        require(minutes >= 0, "lfu-decay-time", minutes, "0 or more");
        lfuDecayTimeMinutes = minutes;
        return this;
    }

    private static void require(boolean fine, String what, long value, String expected) {
        if (!fine) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + expected);
        }
    }
}
