// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

/**
 * What is kept of the log beyond what a start needs.
 *
 * @param firstPosition where the oldest segment begins
 * @param firstMillis when that was written
 */
public record RetainedLog(int segments, long bytes, long firstPosition, long firstMillis) {
    public static final RetainedLog NOTHING = new RetainedLog(0, 0, 0, 0);
}
