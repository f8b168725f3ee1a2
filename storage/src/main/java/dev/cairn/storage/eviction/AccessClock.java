// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.eviction;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.time.RandomSource;

/**
 * The 24 bits in which an entry remembers its accesses, as Valkey keeps them: under an LFU policy sixteen bits of
 * minutes and a logarithmic counter of eight, which decays with time; otherwise the seconds of the last access.
 */
public final class AccessClock {
    private static final int CLOCK_MASK = 0xff_ffff;
    private static final int MINUTES_MASK = 0xffff;
    private static final int MOST_FREQUENT = 255;

    /** What a new key's counter begins with, so that it does not go before it could be used: Valkey's LFU_INIT_VAL. */
    private static final int FIRST_FREQUENCY = 5;

    private final Memory memory;
    private final RandomSource random;
    private boolean lfu;
    private int logFactor;
    private int decayMinutes;
    private int seconds;
    private int minutes;

    public AccessClock(Memory memory, RandomSource random) {
        this.memory = memory;
        this.random = random;
    }

    /** Tells the time and the policy in force. */
    public void tick(
            long nowMillis, MaxmemoryPolicy policy, int newLogFactor, int newDecayMinutes) {
        lfu = policy.isLfu();
        logFactor = newLogFactor;
        decayMinutes = newDecayMinutes;
        seconds = (int) (nowMillis / 1000) & CLOCK_MASK;
        minutes = (int) (nowMillis / 60_000) & MINUTES_MASK;
    }

    /** The clock of a key that is new. */
    public int fresh() {
        return lfu ? frequencyClock(FIRST_FREQUENCY) : seconds;
    }

    /** Notes an access. */
    public void touch(long entry) {
        EntryLayout.putClock(
                memory, entry, lfu ? frequencyClock(counted(frequency(entry))) : seconds);
    }

    /** Seconds since the last access; meaningful while the policy is not LFU. */
    public int idleSeconds(long entry) {
        return (seconds - EntryLayout.clock(memory, entry)) & CLOCK_MASK;
    }

    /** The counter, decayed to now; meaningful under an LFU policy. */
    public int frequency(long entry) {
        int clock = EntryLayout.clock(memory, entry);
        int counter = clock & MOST_FREQUENT;
        int elapsed = (minutes - (clock >>> 8)) & MINUTES_MASK;
        int periods = decayMinutes == 0 ? 0 : elapsed / decayMinutes;
        return Math.max(0, counter - periods);
    }

    /** The clock of a key that was last used so long ago. */
    public int idleClock(long idleSeconds) {
        return (int) (seconds - Math.min(idleSeconds, CLOCK_MASK)) & CLOCK_MASK;
    }

    /** The clock of a key whose counter stands so high. */
    public int frequencyClock(int frequency) {
        return (minutes << 8) | frequency;
    }

    /** The higher the counter, the less likely it is that an access raises it. */
    private int counted(int frequency) {
        if (frequency == MOST_FREQUENT) {
            return frequency;
        }
        double base = Math.max(0, frequency - FIRST_FREQUENCY);
        return random.nextDouble() < 1.0 / (base * logFactor + 1) ? frequency + 1 : frequency;
    }
}
