// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws commands of one family. A family adds itself to {@link #all()}. */
interface StepSource {
    /** What is never spoilt; see {@link #maySpoil}. */
    Set<String> UNSPOILT =
            Set.of(
                    "SPOP",
                    "WAIT",
                    "WAITAOF",
                    "BLPOP",
                    "BRPOP",
                    "BLMOVE",
                    "BLMPOP",
                    "BRPOPLPUSH",
                    "BZPOPMIN",
                    "BZPOPMAX",
                    "BZMPOP",
                    "XREAD",
                    "XREADGROUP",
                    "XPENDING",
                    "XCLAIM",
                    "XAUTOCLAIM");

    /** The next command; its name first. */
    List<String> next(Chance chance);

    /** Every family by its name. */
    static List<StepSource> all() {
        return List.of(
                new StringSteps(),
                new BitmapSteps(),
                new HashSteps(),
                new HllSteps(),
                new ListSteps(),
                new SetSteps(),
                new SortSteps(),
                new StreamSteps(),
                new KeySteps(),
                new SortedSetSteps(),
                new GeoSteps(),
                new TransactionSteps());
    }

    /** A command, given as anything that has a text. */
    static List<String> command(Object... arguments) {
        return Step.of(0, arguments).arguments();
    }

    /** A sequence of commands of these families, some of them spoilt. */
    static List<Step> draw(List<StepSource> sources, Chance chance, int count) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> arguments = chance.of(sources).next(chance);
            steps.add(
                    new Step(
                            chance.client(),
                            chance.percent(3) && maySpoil(arguments)
                                    ? spoil(arguments, chance)
                                    : arguments));
        }
        return steps;
    }

    /**
     * Whether a command that is spoilt still does the same at both servers, and soon: what chance takes out differs,
     * another timeout may mean for ever, and another idle time may be about to pass. What a range by name holds where scores
     * differ is chance at Valkey, whose skip list has random levels: such ranges keep to the keys made for them.
     */
    private static boolean maySpoil(List<String> arguments) {
        return !UNSPOILT.contains(arguments.get(0).toUpperCase(Locale.ROOT))
                && arguments.stream().noneMatch(argument -> argument.startsWith("lex:"));
    }

    /** Leaves an argument out, adds one, or puts another in place of one; the name stays. */
    private static List<String> spoil(List<String> arguments, Chance chance) {
        List<String> spoilt = new ArrayList<>(arguments);
        int place = 1 + chance.below(Math.max(1, spoilt.size() - 1));
        int way = spoilt.size() == 1 ? 0 : chance.below(4);
        switch (way) {
            case 0 -> spoilt.add(chance.junk());
            case 1 -> spoilt.removeLast();
            case 2 -> spoilt.set(place, chance.junk());
            default -> spoilt.add(place, chance.junk());
        }
        return spoilt;
    }
}
