// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

/**
 * The cells that together cover a shape: the one with its centre, and those of its eight neighbours that it reaches. They
 * are as small as that allows. Their order is Valkey's, for unsorted replies follow it.
 */
final class SearchCells {
    /** Half the width of the map, in metres. */
    private static final double MAP_REACH = 20037726.37;

    private static final int CELLS = 9;
    private static final int[] EAST = {0, 0, 0, 1, -1, 1, -1, 1, -1};
    private static final int[] NORTH = {0, 1, -1, 0, 0, 1, 1, -1, -1};

    private final long[] cells = new long[CELLS];
    private final boolean[] useless = new boolean[CELLS];
    private int steps;

    SearchCells(Shape shape) {
        steps = estimate(shape.reach(), shape.latitude());
        place(shape);
        boolean reachesBeyond =
                Geohash.north(cells[1], steps) < shape.north()
                        || Geohash.south(cells[2], steps) > shape.south()
                        || Geohash.east(cells[3], steps) < shape.east()
                        || Geohash.west(cells[4], steps) > shape.west();
        if (steps > 1 && reachesBeyond) {
            steps--;
            place(shape);
        }
        if (steps >= 2) {
            leaveOut(shape);
        }
    }

    int count() {
        return CELLS;
    }

    boolean isUseless(int index) {
        return useless[index];
    }

    /** The lowest score of a place in the cell. */
    double from(int index) {
        return (double) (cells[index] << (2 * (Geohash.MOST_STEPS - steps)));
    }

    /** The lowest score beyond the cell. */
    double to(int index) {
        return (double) ((cells[index] + 1) << (2 * (Geohash.MOST_STEPS - steps)));
    }

    boolean same(int one, int other) {
        return cells[one] == cells[other];
    }

    private void place(Shape shape) {
        long centre = Geohash.encode(shape.longitude(), shape.latitude(), steps);
        cells[0] = centre;
        for (int i = 1; i < CELLS; i++) {
            cells[i] = Geohash.neighbour(centre, steps, EAST[i], NORTH[i]);
        }
    }

    /** Neighbours on a side where the centre's own cell goes beyond the shape are not needed. */
    private void leaveOut(Shape shape) {
        int side = Geohash.south(cells[0], steps) < shape.south() ? -1 : 0;
        int other = Geohash.north(cells[0], steps) > shape.north() ? 1 : 0;
        int west = Geohash.west(cells[0], steps) < shape.west() ? -1 : 0;
        int east = Geohash.east(cells[0], steps) > shape.east() ? 1 : 0;
        for (int i = 1; i < CELLS; i++) {
            useless[i] =
                    (NORTH[i] != 0 && (NORTH[i] == side || NORTH[i] == other))
                            || (EAST[i] != 0 && (EAST[i] == west || EAST[i] == east));
        }
    }

    private static int estimate(double reach, double latitude) {
        if (reach == 0) {
            return Geohash.MOST_STEPS;
        }
        int steps = 1;
        for (double range = reach; range < MAP_REACH; range *= 2) {
            steps++;
        }
        // Most shapes fit then.
        steps -= 2;
        // Towards the poles cells are narrow.
        if (Math.abs(latitude) > 66) {
            steps--;
            if (Math.abs(latitude) > 80) {
                steps--;
            }
        }
        return Math.max(1, Math.min(Geohash.MOST_STEPS, steps));
    }
}
