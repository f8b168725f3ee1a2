// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.List;
import java.util.Objects;

/**
 * One directive with the value in force. The kinds beside this class say what text they take and offer the value in a
 * plain field, so that the hot path reads it without a look-up.
 *
 * @param <V> the value; immutable
 */
public abstract class Directive<V> {
    private final DirectiveSpec spec;
    private final V initial;

    Directive(DirectiveSpec spec, V initial) {
        this.spec = spec;
        this.initial = initial;
    }

    public final DirectiveSpec spec() {
        return spec;
    }

    public final String name() {
        return spec.name();
    }

    /** The value where nothing is configured. */
    public final V initial() {
        return initial;
    }

    /** The value in force. */
    public abstract V get();

    /** Puts a value in force, which has passed {@link #parse} or is an earlier one. */
    public abstract void put(V value);

    /**
     * The value that these words mean. What a kind keeps of the {@code current} value when the words speak of a part of
     * it (one class of clients of several) is its own affair.
     */
    protected abstract V parse(List<String> words, V current) throws DirectiveException;

    /**
     * The same for one of several lines of a configuration file: unless a kind says otherwise the last line holds.
     *
     * @param first whether this is the first line of the files and the command line that names the directive
     */
    V parseLine(List<String> words, V current, boolean first) throws DirectiveException {
        return parse(words, current);
    }

    /** A value as clients read it. */
    public abstract String show(V value);

    /** A value as a configuration file says it, without the name: text that {@link #parse} takes. */
    protected abstract String write(V value);

    /** The value in force as clients read it. */
    public final String text() {
        return show(get());
    }

    /** The value in force as a configuration file says it, without the name. */
    public final String written() {
        return write(get());
    }

    public final boolean isInitial() {
        return Objects.equals(get(), initial);
    }

    /**
     * The lines of a configuration file that bring the value in force back, without the name. None where the file must
     * not name the directive at all.
     */
    public List<Line> lines() {
        return List.of(new Line(written(), !isInitial()));
    }

    /** Takes the words of one line of a configuration file. */
    public final void load(List<String> words, boolean first) throws DirectiveException {
        put(allowed(parseLine(words, get(), first)));
    }

    /** The value that the words of a client mean; it is not in force yet. */
    public final V read(List<String> words) throws DirectiveException {
        return allowed(parse(words, get()));
    }

    private V allowed(V value) throws DirectiveException {
        if (!spec.fixedReason().isEmpty() && !value.equals(initial)) {
            throw new DirectiveException(spec.fixedReason());
        }
        return value;
    }

    /** A line of a configuration file, without the name; needed where the file did not name the directive before. */
    public record Line(String text, boolean isNeeded) {}

    @Override
    public final String toString() {
        return name() + " " + written();
    }
}
