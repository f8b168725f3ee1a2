// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A directive that takes any of a few words together, and one word more that stands for none of them.
 *
 * @param <E> what the words mean
 */
public final class ChoiceSet<E extends Enum<E>> extends Directive<Set<E>> {
    private final Class<E> type;
    private final String none;
    private final Map<String, E> words;
    private final Function<Set<E>, String> refusal;
    private Set<E> value;

    /**
     * @param none the word for the empty set, which is the default
     * @param refusal why a combination is refused; empty where it is not
     */
    public ChoiceSet(
            DirectiveSpec spec, Class<E> type, String none, Function<Set<E>, String> refusal) {
        super(spec.severalWords(), Set.of());
        this.type = type;
        this.none = none;
        this.refusal = refusal;
        words = Choice.wordsOf(List.of(type.getEnumConstants()));
        value = Set.of();
    }

    public boolean has(E constant) {
        return value.contains(constant);
    }

    @Override
    public Set<E> get() {
        return value;
    }

    @Override
    public void put(Set<E> newValue) {
        value = newValue;
    }

    @Override
    protected Set<E> parse(List<String> arguments, Set<E> current) throws DirectiveException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(none, none);
        all.putAll(words);
        if (arguments.isEmpty()) {
            throw Choice.notOneOf(all);
        }
        Set<E> chosen = EnumSet.noneOf(type);
        for (String argument : arguments) {
            if (Choice.parse(all, argument) instanceof Enum<?> constant) {
                chosen.add(type.cast(constant));
            }
        }
        String reason = refusal.apply(chosen);
        if (!reason.isEmpty()) {
            throw new DirectiveException(reason);
        }
        return Set.copyOf(chosen);
    }

    @Override
    public String show(Set<E> value) {
        return value.isEmpty()
                ? none
                : words.entrySet().stream()
                        .filter(entry -> value.contains(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(" "));
    }

    @Override
    protected String write(Set<E> value) {
        return show(value);
    }
}
