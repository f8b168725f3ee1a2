// SPDX-License-Identifier: Apache-2.0
/**
 * Snapshots without fork: the walk, the before-images, and the records in which both hand values over.
 *
 * <p>Thread: the command thread walks and writes images; {@code ImageReader} reads them on any thread. Allocation: one
 * chunk per some hundred kilobytes, borrowed from the sink. Not here: the file format.
 */
package dev.cairn.storage.snapshot;
