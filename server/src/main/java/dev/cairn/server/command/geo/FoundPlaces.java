// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ScratchLongs;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.memory.StoredPlaces;

/**
 * The members that a search has found, outside the Java heap; good as long as nothing changes. Of those that are to be sorted
 * no more are kept than will be shown, and some. Whoever makes one closes it.
 */
final class FoundPlaces implements AutoCloseable {
    /** So many more are kept at least before some go. */
    private static final long FEWEST_TO_SORT_OUT = 64;

    private final int direction;
    private final long wanted;

    private final StoredPlaces members;
    private final ScratchLongs scores;
    private final ScratchLongs distances;
    private final ScratchLongs order;
    private final StoredBytes view = new StoredBytes();

    /** What all that are wanted surpass that are here; null as long as any may come. */
    private DistanceLimit worst;

    /**
     * @param direction whether the nearest are to come first (1), the farthest (-1), or whoever is found first (0)
     * @param wanted how many at most; the rest may be left out
     */
    FoundPlaces(Keyspace keyspace, int direction, long wanted) {
        this.direction = direction;
        this.wanted = wanted;
        members = new StoredPlaces(keyspace.memory(), keyspace.allocator());
        scores = keyspace.scratchLongs();
        distances = keyspace.scratchLongs();
        order = keyspace.scratchLongs();
    }

    /** Whether a place at a distance of this haversine comes certainly behind all that are wanted. */
    boolean isHopeless(double haversine) {
        return worst != null
                && (direction > 0 ? worst.isBelow(haversine) : worst.isAbove(haversine));
    }

    void add(StoredBytes member, double score, double distance) {
        order.add(members.count());
        members.add(member);
        scores.add(Double.doubleToRawLongBits(score));
        distances.add(Double.doubleToRawLongBits(distance));
        if (direction != 0 && order.count() - wanted >= Math.max(wanted, FEWEST_TO_SORT_OUT)) {
            sort();
            worst = new DistanceLimit(distance(wanted - 1));
        }
    }

    /** How many there are to be shown. */
    long count() {
        return Math.min(order.count(), wanted);
    }

    /** Brings them into the order that is wanted; those as far as each other stay as they are. */
    void sort() {
        if (direction == 0) {
            return;
        }
        order.sort(
                (one, other) ->
                        direction
                                * Double.compare(number(distances, one), number(distances, other)));
        order.truncate(count());
    }

    /** A member, good until the next call. */
    StoredBytes member(long place) {
        return members.show(order.get(place), view);
    }

    double score(long place) {
        return number(scores, order.get(place));
    }

    double distance(long place) {
        return number(distances, order.get(place));
    }

    private static double number(ScratchLongs numbers, long index) {
        return Double.longBitsToDouble(numbers.get(index));
    }

    @Override
    public void close() {
        members.close();
        scores.close();
        distances.close();
        order.close();
    }
}
