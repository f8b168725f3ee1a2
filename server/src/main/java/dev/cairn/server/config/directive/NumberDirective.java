// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.List;

/** A directive that holds a number within bounds; the kinds differ in how it is spelled. */
public abstract class NumberDirective extends Directive<Long> {
    final long min;
    final long max;
    private long value;

    NumberDirective(DirectiveSpec spec, long initial, long min, long max) {
        super(spec, initial);
        this.min = min;
        this.max = max;
        value = initial;
    }

    public final long value() {
        return value;
    }

    /** The value of a directive whose bounds lie within those of an int. */
    public final int intValue() {
        return Math.toIntExact(value);
    }

    @Override
    public final Long get() {
        return value;
    }

    @Override
    public final void put(Long newValue) {
        value = newValue;
    }

    @Override
    protected final Long parse(List<String> words, Long current) throws DirectiveException {
        return within(number(words.get(0)));
    }

    /** The number that a word spells. */
    abstract long number(String word) throws DirectiveException;

    /** The number itself, or the refusal that names the bounds. */
    long within(long number) throws DirectiveException {
        if (number < min || number > max) {
            throw outOfBounds();
        }
        return number;
    }

    final DirectiveException outOfBounds() {
        return new DirectiveException(
                "argument must be between " + shown(min) + " and " + shown(max) + " inclusive");
    }

    /** A number as clients read it. */
    String shown(long number) {
        return Long.toString(number);
    }

    @Override
    public final String show(Long value) {
        return shown(value);
    }

    @Override
    protected String write(Long value) {
        return shown(value);
    }
}
