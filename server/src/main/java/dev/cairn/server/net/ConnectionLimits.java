// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.server.metrics.ProcessFigures;

import io.netty.util.internal.PlatformDependent;

/** What connections are held to; one object per server, its fields follow the configuration. */
public final class ConnectionLimits {
    /** {@code maxclients}. */
    public volatile int maxClients = 10_000;

    /** {@code timeout}: an idle client is let go after this many seconds; 0 for never. */
    public volatile int idleTimeoutSeconds;

    /** {@code tcp-keepalive}: the period of the kernel's probes in seconds; 0 for none. */
    public volatile int keepAliveSeconds = 300;

    /** {@code protected-mode}. */
    public volatile boolean protectedMode = true;

    /** {@code client-output-buffer-limit normal}, hard: a client with more pending replies is cut off; 0 for none. */
    public volatile long outputHardLimit;

    /** {@code client-output-buffer-limit normal}, soft: the same, once it has been above for a while; 0 for none. */
    public volatile long outputSoftLimit;

    /** How long a client may be above the soft limit, in seconds. */
    public volatile int outputSoftSeconds;

    /** {@code maxmemory-clients}, in bytes: when all clients take more, the one that takes most is let go. */
    public volatile long clientsBound = LARGEST_CLIENTS_BOUND;

    /**
     * Replies that may wait to be fetched, over all clients together, before clients with more than {@link
     * #RESTRAINED_CLIENT_BYTES} are no longer read from; they are read again as they fetch. It bounds the memory that
     * deep pipelines take.
     */
    public volatile long outputBudget = 256L << 20;

    /**
     * Unfinished requests of all clients together may take this share of the heap; beyond it, clients with a long one are
     * cut off, so that no number of clients exhausts the heap.
     */
    public static final long INPUT_BUDGET = Runtime.getRuntime().maxMemory() / 3;

    /** What all clients may take where nothing is configured: they must neither exhaust the machine nor the JVM's direct memory. */
    public static final long LARGEST_CLIENTS_BOUND =
            Math.min(
                    ProcessFigures.totalSystemBytes() / 4,
                    PlatformDependent.maxDirectMemory() / 4 * 3);

    /** Below this no bound is worth having: nobody could tell the server anything any more. As Valkey has it. */
    public static final long SMALLEST_CLIENTS_BOUND = 128 << 10;

    /** A client with fewer pending bytes is read from even when the budget is spent. */
    public static final long RESTRAINED_CLIENT_BYTES = 1 << 20;
}
