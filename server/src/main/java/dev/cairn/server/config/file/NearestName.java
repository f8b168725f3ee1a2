// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import dev.cairn.server.config.Config;

/** The directive that somebody may have meant. */
final class NearestName {
    /** Names that differ in more than a third of their letters are another word. */
    private static final int LETTERS_PER_SLIP = 3;

    private static final int MOST_SLIPS = 12;

    private NearestName() {}

    /** A question that names the nearest directive, to be put behind an error; empty where none is near. */
    static String hint(Config config, String name) {
        String nearest = "";
        int least = Math.clamp(name.length() / LETTERS_PER_SLIP, 1, MOST_SLIPS) + 1;
        for (String known : config.directives().names().keySet()) {
            // Names are as far apart as their lengths, at least; a line without end is no name to
            // compare.
            if (Math.abs(name.length() - known.length()) >= least) {
                continue;
            }
            int distance = distance(name, known);
            if (distance < least) {
                least = distance;
                nearest = known;
            }
        }
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    /** How many letters must be put in, taken out, replaced or swapped with their neighbour to make one word the other. */
    static int distance(String from, String to) {
        int[][] costs = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                costs[i][j] = cost(costs, from, to, i, j);
            }
        }
        return costs[from.length()][to.length()];
    }

    private static int cost(int[][] costs, String from, String to, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = costs[i - 1][j - 1] + (same ? 0 : 1);
        least = Math.min(least, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, costs[i - 2][j - 2] + 1) : least;
    }
}
