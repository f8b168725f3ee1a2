// SPDX-License-Identifier: Apache-2.0
/**
 * What the server counts and measures about itself: calls and latencies of commands, errors, traffic, latency spikes,
 * notable commands, memory and processor time of the process.
 *
 * <p>Everything here is owned by the command thread, and other threads hand their figures over to it; a class that may
 * be used elsewhere says so. Recording allocates nothing in steady state and costs a few nanoseconds; reporting
 * allocates freely. The package reads no clock: times come in as arguments. It renders nothing for clients: INFO,
 * LATENCY and COMMANDLOG do that in {@code command.admin}.
 */
package dev.cairn.server.metrics;
