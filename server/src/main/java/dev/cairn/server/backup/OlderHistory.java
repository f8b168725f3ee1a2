// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import dev.cairn.aof.tail.LogListing;
import dev.cairn.aof.tail.TailSegment;
import dev.cairn.server.persistence.SnapshotFacts;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a server still retains of the past before that which a target has. It comes backwards, piece by piece: the segments
 * between a snapshot and what is there, the newest first, then the snapshot, then the next older one; at last, where the
 * log is there from its birth, the segments to position 0.
 *
 * <pre>
 *   source   0 ---- S1 ------ S2 ------ S3 --
 *   target                              S3 --     the newest snapshot and what follows: copied first
 *                        3 2 1                    segments; the log goes on from each of them
 *                             4                   S2: from now on every moment since it can be restored
 * </pre>
 *
 * <p>So a backup never has a gap that this made, wherever it stops. What the limits would let go at once does not come, nor
 * what would make them let go of a snapshot that is there.
 *
 * @param unusable files that cannot be copied, because they are damaged
 */
record OlderHistory(Manifest manifest, LogListing log, BackupLimits limits, Set<Path> unusable) {
    /** What comes next. */
    sealed interface Piece {
        /** A segment of the log, which is sealed. */
        record OfLog(TailSegment segment) implements Piece {}

        /** A snapshot whose log is there. */
        record State(SnapshotFacts snapshot) implements Piece {}
    }

    /**
     * The next piece, or null when there is none.
     *
     * @param snapshots those of the source's log, the newest first
     */
    Piece next(List<SnapshotFacts> snapshots, long nowMillis) {
        for (SnapshotFacts each : snapshots) {
            long position = each.origin().position();
            boolean wanted =
                    !unusable.contains(each.file().path())
                            && limits.haveRoom(manifest, position, each.createdMillis(), nowMillis);
            Piece piece = wanted ? towards(position, new Piece.State(each)) : null;
            if (piece != null) {
                return piece;
            }
        }
        // The log's birth is a state like any other, and nobody knows how long ago it was.
        return limits.haveRoom(manifest, 0, 0, nowMillis) ? towards(0, null) : null;
    }

    /** What is to come next on the way back to a state; null when the state is there, or the way is not. */
    private Piece towards(long position, Piece state) {
        if (manifest.restores(position)) {
            return null;
        }
        long reach = manifest.beginBehind(position);
        Piece missing = state;
        boolean isWhole = true;
        while (reach > position) {
            TailSegment segment = log.at(reach - 1);
            if (segment == null) {
                return null;
            }
            if (!manifest.has(segment, reach)) {
                if (!segment.isSealed() || unusable.contains(segment.file())) {
                    return null;
                }
                missing = isWhole ? new Piece.OfLog(segment) : missing;
                isWhole = false;
            }
            reach = segment.firstPosition();
        }
        return missing;
    }
}
