// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ScratchLongs;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.memory.StoredPlaces;

/** The members that a search has found, outside the Java heap; good as long as nothing changes. Whoever makes one closes it. */
final class FoundPlaces implements AutoCloseable {
    private final StoredPlaces members;
    private final ScratchLongs scores;
    private final ScratchLongs distances;
    private final ScratchLongs order;
    private final StoredBytes view = new StoredBytes();

    FoundPlaces(Keyspace keyspace) {
        members = new StoredPlaces(keyspace.memory(), keyspace.allocator());
        scores = keyspace.scratchLongs();
        distances = keyspace.scratchLongs();
        order = keyspace.scratchLongs();
    }

    void add(StoredBytes member, double score, double distance) {
        order.add(members.count());
        members.add(member);
        scores.add(Double.doubleToRawLongBits(score));
        distances.add(Double.doubleToRawLongBits(distance));
    }

    long count() {
        return order.count();
    }

    /** Brings the nearest to the front with 1, the farthest with -1; those as far as each other stay as they are. */
    void sort(int direction) {
        order.sort(
                (one, other) ->
                        direction
                                * Double.compare(number(distances, one), number(distances, other)));
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
