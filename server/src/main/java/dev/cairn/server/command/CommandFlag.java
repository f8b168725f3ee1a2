// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import java.util.Locale;

/** What the engine and clients need to know of a command before it runs; named as {@code COMMAND INFO} names them. */
public enum CommandFlag {
    /** May change data. */
    WRITE(1 << 0),
    /** Reads data and changes none. */
    READONLY(1 << 1),
    /** May need more memory: refused when {@code maxmemory} is reached. */
    DENYOOM(1 << 2),
    ADMIN(1 << 3),
    PUBSUB(1 << 4),
    NOSCRIPT(1 << 5),
    BLOCKING(1 << 6),
    /** Runs while the data set is being loaded. */
    LOADING(1 << 7),
    STALE(1 << 8),
    SKIP_MONITOR(1 << 9),
    SKIP_COMMANDLOG(1 << 10),
    ASKING(1 << 11),
    /** Constant or logarithmic time; allocates nothing. */
    FAST(1 << 12),
    /** Runs before the client has authenticated. */
    NO_AUTH(1 << 13),
    /** Is no write, but may have the log told of something; not shown by {@code COMMAND}. */
    MAY_REPLICATE(1 << 14),
    NO_MANDATORY_KEYS(1 << 15),
    NO_ASYNC_LOADING(1 << 16),
    /** Is refused inside a transaction. */
    NO_MULTI(1 << 17),
    ALLOW_BUSY(1 << 18),
    /** Runs only when the configuration allows it; not shown by {@code COMMAND}. */
    PROTECTED(1 << 19),
    /** Shown only: the keys' places depend on the arguments. */
    MOVABLEKEYS(1 << 20);

    private final int bit;
    private final String text = name().toLowerCase(Locale.ROOT);

    CommandFlag(int bit) {
        this.bit = bit;
    }

    /** The name in replies. */
    public String text() {
        return text;
    }

    /** This flag as a bit in {@link CommandSpec#flagBits()}. */
    public int bit() {
        return bit;
    }
}
