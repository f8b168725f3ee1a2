// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes a sequence that leads to a difference shorter: by halves, then by ever smaller parts, as long as one is left. */
final class Shortening {
    private static final int MOST_TRIES = 400;

    private final Duel duel;
    private int tries;

    Shortening(Duel duel) {
        this.duel = duel;
    }

    /** A part of the sequence, as short as was found, that still leads to a difference. */
    List<Step> shorten(List<Step> steps, Duel.Difference difference) throws IOException {
        List<Step> shortest = steps.subList(0, difference.index() + 1);
        for (int part = shortest.size() / 2; part > 0; part /= 2) {
            for (int from = 0; from + part < shortest.size() && tries < MOST_TRIES; ) {
                List<Step> candidate = new ArrayList<>(shortest.subList(0, from));
                candidate.addAll(shortest.subList(from + part, shortest.size()));
                tries++;
                Duel.Difference left = duel.play(candidate);
                if (left == null) {
                    from += part;
                } else {
                    shortest = candidate.subList(0, left.index() + 1);
                }
            }
        }
        return shortest;
    }
}
