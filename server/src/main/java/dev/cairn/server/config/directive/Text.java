// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A directive that takes any text that its rule lets pass. */
public final class Text extends Directive<String> {
    /** Says why a text is refused. */
    @FunctionalInterface
    public interface Rule {
        Rule ANY = value -> "";

        /** The reason; empty where the text is good. */
        String refusal(String value);
    }

    private final Rule rule;
    private final boolean isAbsentWhenEmpty;
    private String value;

    private Text(DirectiveSpec spec, String initial, Rule rule, boolean isAbsentWhenEmpty) {
        super(spec, initial);
        this.rule = rule;
        this.isAbsentWhenEmpty = isAbsentWhenEmpty;
        value = initial;
    }

    public Text(DirectiveSpec spec, String initial, Rule rule) {
        this(spec, initial, rule, false);
    }

    /** One that is empty by default, and when empty is not in a configuration file at all. */
    public static Text optional(DirectiveSpec spec, Rule rule) {
        return new Text(spec, "", rule, true);
    }

    public static Text optional(DirectiveSpec spec) {
        return optional(spec, Rule.ANY);
    }

    /** The rule for a name of a file or folder in the data folder. */
    public static Rule plainFileName(String directive, String kind) {
        return value -> {
            if (value.isEmpty()) {
                return directive + " can't be empty";
            }
            return value.indexOf('/') >= 0 || value.indexOf('\\') >= 0
                    ? directive + " can't be a path, just a " + kind
                    : "";
        };
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The bytes as they came. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text, read as UTF-8: for the names of files and for messages. */
    public String value() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public String get() {
        return value;
    }

    @Override
    public void put(String newValue) {
        value = newValue;
    }

    @Override
    protected String parse(List<String> words, String current) throws DirectiveException {
        String word = words.get(0);
        String reason = rule.refusal(word);
        if (!reason.isEmpty()) {
            throw new DirectiveException(reason);
        }
        return word;
    }

    @Override
    public String show(String value) {
        return value;
    }

    @Override
    protected String write(String value) {
        return QuotedWords.quote(value);
    }

    @Override
    public List<Line> lines() {
        return isAbsentWhenEmpty && value.isEmpty() ? List.of() : super.lines();
    }
}
