// SPDX-License-Identifier: Apache-2.0
/**
 * LATENCY: spikes by event, in figures, drawings and words, and the distribution of latency by command.
 *
 * <p>Run on the command thread; reports allocate freely. What they show is kept in {@code metrics}.
 */
package dev.cairn.server.command.admin.latency;
