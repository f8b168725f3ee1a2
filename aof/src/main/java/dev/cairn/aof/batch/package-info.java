// SPDX-License-Identifier: Apache-2.0
/**
 * One document of the log as bytes: its layout, its encoder, its checks.
 *
 * <p>Heap arrays alone, on whatever thread calls; nothing is allocated per document in steady state. It knows no
 * file and no queue.
 */
package dev.cairn.aof.batch;
