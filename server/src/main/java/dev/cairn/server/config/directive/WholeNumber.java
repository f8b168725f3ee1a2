// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.regex.Pattern;

/** A directive that holds a whole number in its canonical decimal form. */
public final class WholeNumber extends NumberDirective {
    private static final Pattern CANONICAL = Pattern.compile("0|-?[1-9][0-9]{0,18}");

    private final long lowest;
    private final long highest;

    public WholeNumber(DirectiveSpec spec, long initial, long min, long max) {
        this(spec, initial, min, max, min, max);
    }

    private WholeNumber(
            DirectiveSpec spec, long initial, long min, long max, long lowest, long highest) {
        super(spec, initial, min, max);
        this.lowest = lowest;
        this.highest = highest;
    }

    /** One that takes anything within its bounds and makes the nearest sensible value of it. */
    public static WholeNumber clamped(
            DirectiveSpec spec, long initial, long min, long max, long lowest, long highest) {
        return new WholeNumber(spec, initial, min, max, lowest, highest);
    }

    @Override
    long number(String word) throws DirectiveException {
        if (CANONICAL.matcher(word).matches()) {
            try {
                return Long.parseLong(word);
            } catch (NumberFormatException beyondLong) {
                throw notANumber();
            }
        }
        throw notANumber();
    }

    @Override
    long within(long number) throws DirectiveException {
        return Math.clamp(super.within(number), lowest, highest);
    }

    private static DirectiveException notANumber() {
        return new DirectiveException("argument couldn't be parsed into an integer");
    }
}
