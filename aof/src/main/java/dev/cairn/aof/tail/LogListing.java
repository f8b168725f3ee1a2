// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.tail;

import dev.cairn.aof.LogException;
import dev.cairn.aof.segment.Identity;
import dev.cairn.aof.segment.LogFolder;
import dev.cairn.aof.segment.RetainedSegment;
import dev.cairn.aof.segment.Segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * All segments of a log's folder at one moment, retained ones included, in the order of their positions.
 *
 * @param id whose log it is, or null where the folder holds none
 * @param epoch how often its history was made to branch
 */
public record LogListing(UUID id, long epoch, List<TailSegment> segments) {
    /** A server retires many segments in a row, each a little later: so many attempts it may overtake. */
    private static final int ATTEMPTS = 100;

    /** Lists a log's folder, which a server may be changing meanwhile. */
    public static LogListing of(Path logFolder) throws IOException, LogException {
        boolean gapSeen = false;
        for (int attempt = 1; ; attempt++) {
            try {
                LogListing listing = list(new LogFolder(logFolder));
                if (gapSeen || listing.isWhole()) {
                    return listing;
                }
                // A segment's packed file may appear too late, and the segment go too early, for
                // one look at the folder. A gap that a second look sees as well is one.
                gapSeen = true;
            } catch (NoSuchFileException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private boolean isWhole() {
        for (int i = 1; i < segments.size(); i++) {
            if (segments.get(i - 1).end() < segments.get(i).firstPosition()) {
                return false;
            }
        }
        return true;
    }

    private static LogListing list(LogFolder folder) throws IOException, LogException {
        Identity identity = Files.isDirectory(folder.path()) ? Identity.find(folder) : null;
        if (identity == null) {
            return new LogListing(null, 0, List.of());
        }
        // A segment that is retained between the two listings is seen twice, never missed.
        List<Segment> live = folder.segments(identity.id());
        List<TailSegment> all = new ArrayList<>();
        for (RetainedSegment segment : folder.retained()) {
            all.add(
                    new TailSegment(
                            segment.number(),
                            segment.file(),
                            segment.firstPosition(),
                            segment.end(),
                            true));
        }
        for (int i = 0; i < live.size(); i++) {
            Segment segment = live.get(i);
            boolean known = all.stream().anyMatch(each -> each.number() == segment.number());
            if (segment.firstPosition() >= 0 && !known) {
                all.add(
                        new TailSegment(
                                segment.number(),
                                segment.file(),
                                segment.firstPosition(),
                                boundOf(live, i),
                                false));
            }
        }
        all.removeIf(segment -> segment.firstPosition() >= segment.end());
        all.sort(
                Comparator.comparingLong(TailSegment::firstPosition)
                        .thenComparingInt(TailSegment::number));
        return new LogListing(identity.id(), identity.epoch(), List.copyOf(all));
    }

    private static long boundOf(List<Segment> segments, int index) {
        long bound = Long.MAX_VALUE;
        for (Segment later : segments.subList(index + 1, segments.size())) {
            if (later.firstPosition() >= 0) {
                bound = Math.min(bound, later.firstPosition());
            }
        }
        return bound;
    }

    /** Where what can be read begins; -1 when there is nothing. */
    public long firstPosition() {
        return segments.isEmpty() ? -1 : segments.getFirst().firstPosition();
    }

    /** The segment in which this position stands, or null. */
    public TailSegment at(long position) {
        TailSegment found = null;
        for (TailSegment segment : segments) {
            if (segment.firstPosition() <= position && position < segment.end()) {
                found = segment;
            }
        }
        return found;
    }
}
