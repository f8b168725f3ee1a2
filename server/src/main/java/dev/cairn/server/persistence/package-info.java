// SPDX-License-Identifier: Apache-2.0
/**
 * Snapshots: when they are taken, how they come to disk, which are kept.
 *
 * <pre>
 *   command thread                            cairn-snapshot
 *   Snapshots -&gt; walk in slices -&gt; ImageQueue -&gt; SnapshotWriter -&gt; temporary file, checked, synced
 *        ^                                         |
 *        +---- outcome, log shortened -------------+-&gt; SnapshotFolder: renamed, linked, older ones dropped
 * </pre>
 *
 * <p>The command thread walks the keyspace between commands; a thread per snapshot encodes and writes. Allocates per
 * snapshot, not per key. The file format is the business of {@code dev.cairn.rdb}, reading them at the start that of
 * {@code recovery}.
 */
package dev.cairn.server.persistence;
