// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.List;

/** A directive that takes a list of words. */
public final class WordList extends Directive<List<String>> {
    /** Brings words into the form in which they are kept. */
    @FunctionalInterface
    public interface Rule {
        List<String> accept(List<String> words) throws DirectiveException;
    }

    private final Rule rule;
    private final boolean isAbsentWhenInitial;
    private List<String> value;

    private WordList(
            DirectiveSpec spec, List<String> initial, Rule rule, boolean isAbsentWhenInitial) {
        super(spec, initial);
        this.rule = rule;
        this.isAbsentWhenInitial = isAbsentWhenInitial;
        value = initial;
    }

    public WordList(DirectiveSpec spec, List<String> initial, Rule rule) {
        this(spec.severalWords(), initial, rule, false);
    }

    /** One whose default is never written into a configuration file. */
    public static WordList absentWhenInitial(DirectiveSpec spec, List<String> initial, Rule rule) {
        return new WordList(spec.severalWords(), initial, rule, true);
    }

    /** One that takes a single word and keeps it in another form. */
    public static WordList singleWord(DirectiveSpec spec, String initial, Rule rule) {
        return new WordList(spec, List.of(initial), rule, false);
    }

    public List<String> value() {
        return value;
    }

    @Override
    public List<String> get() {
        return value;
    }

    @Override
    public void put(List<String> newValue) {
        value = newValue;
    }

    @Override
    protected List<String> parse(List<String> words, List<String> current)
            throws DirectiveException {
        return List.copyOf(rule.accept(words));
    }

    @Override
    public String show(List<String> value) {
        return String.join(" ", value);
    }

    @Override
    protected String write(List<String> value) {
        String text = show(value);
        return text.isEmpty() || !spec().takesSeveralWords() ? QuotedWords.quote(text) : text;
    }

    @Override
    public List<Line> lines() {
        return isAbsentWhenInitial && isInitial() ? List.of() : super.lines();
    }
}
