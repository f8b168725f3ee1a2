// SPDX-License-Identifier: Apache-2.0

/**
 * Benchmarks, one question each, in packages that mirror those of their subjects.
 *
 * <p>They run by hand (benchmarks/run) and report bytes allocated per operation too: in rooms without allocation that
 * figure is zero.
 */
package dev.cairn.bench;
