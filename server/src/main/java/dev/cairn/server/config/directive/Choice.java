// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A directive that takes one of a few words. Several words may mean the same value, which then shows as the first.
 *
 * @param <V> what the words mean: an enum, or the words themselves
 */
public final class Choice<V> extends Directive<V> {
    private final Map<String, V> words;
    private V value;

    private Choice(DirectiveSpec spec, Map<String, V> words, V initial) {
        super(spec, initial);
        this.words = words;
        value = initial;
    }

    /** The constants of an enum in their order, each in lower case and with hyphens. */
    public static <E extends Enum<E>> Choice<E> of(DirectiveSpec spec, Class<E> type, E initial) {
        return new Choice<>(spec, wordsOf(List.of(type.getEnumConstants())), initial);
    }

    /** The same with the constants that are allowed, in the order in which an error lists them. */
    public static <E extends Enum<E>> Choice<E> of(
            DirectiveSpec spec, List<E> constants, E initial) {
        return new Choice<>(spec, wordsOf(constants), initial);
    }

    /** Words that mean themselves. */
    public static Choice<String> ofWords(DirectiveSpec spec, String initial, String... words) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String word : words) {
            map.put(word, word);
        }
        return new Choice<>(spec, map, initial);
    }

    /** Words and what each means, in the order in which an error lists them. */
    public static <V> Choice<V> of(DirectiveSpec spec, Map<String, V> words, V initial) {
        return new Choice<>(spec, new LinkedHashMap<>(words), initial);
    }

    static <E extends Enum<E>> Map<String, E> wordsOf(List<E> constants) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return words;
    }

    public V value() {
        return value;
    }

    @Override
    public V get() {
        return value;
    }

    @Override
    public void put(V newValue) {
        value = newValue;
    }

    @Override
    protected V parse(List<String> arguments, V current) throws DirectiveException {
        return parse(words, arguments.get(0));
    }

    static <V> V parse(Map<String, V> words, String word) throws DirectiveException {
        for (Map.Entry<String, V> entry : words.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(word)) {
                return entry.getValue();
            }
        }
        throw notOneOf(words);
    }

    static DirectiveException notOneOf(Map<String, ?> words) {
        return new DirectiveException(
                "argument(s) must be one of the following: " + String.join(", ", words.keySet()));
    }

    @Override
    public String show(V value) {
        for (Map.Entry<String, V> entry : words.entrySet()) {
            if (entry.getValue().equals(value)) {
                return entry.getKey();
            }
        }
        throw new AssertionError(name() + " holds a value that no word means: " + value);
    }

    @Override
    protected String write(V value) {
        return show(value);
    }
}
