// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import java.nio.file.Path;

/**
 * One segment of the log as the folder shows it.
 *
 * @param number rises from segment to segment, with gaps
 * @param firstPosition the position of its first batch, or -1 when it has none yet
 * @param mark what each of its documents carries
 */
public record Segment(int number, Path file, long firstPosition, long mark) {}
