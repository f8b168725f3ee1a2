// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.Directive;
import dev.cairn.server.config.directive.DirectiveException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A change of several directives by a client: all of them change, or none.
 *
 * <p>Three steps, as Valkey takes them: the names are checked, then the values are taken in their order, then listeners
 * bring them into effect. A refusal in the last two takes everything back.
 */
public final class ConfigChange {
    /** Why a change was refused; the texts follow Valkey's. */
    public static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean isForLoading;

        Refusal(String message, boolean isForLoading) {
            super(message);
            this.isForLoading = isForLoading;
        }

        /** Whether the client is to be told that data is being loaded, rather than the message. */
        public boolean isForLoading() {
            return isForLoading;
        }
    }

    private final Config config;
    private final boolean mayChangeProtected;
    private final boolean isLoading;
    private final Map<String, Step<?>> steps = new LinkedHashMap<>();

    /**
     * @param mayChangeProtected whether the client may change protected directives
     * @param isLoading whether data is being loaded
     */
    public ConfigChange(Config config, boolean mayChangeProtected, boolean isLoading) {
        this.config = config;
        this.mayChangeProtected = mayChangeProtected;
        this.isLoading = isLoading;
    }

    /** One directive on its way from a value to another. */
    private static final class Step<V> {
        private final Directive<V> directive;
        private final String name;
        private final String text;
        private final V before;

        Step(Directive<V> directive, String name, String text) {
            this.directive = directive;
            this.name = name;
            this.text = text;
            before = directive.get();
        }

        void take() throws DirectiveException {
            directive.put(
                    directive.read(
                            directive.spec().takesSeveralWords() ? words(text) : List.of(text)));
        }

        void takeBack() {
            directive.put(before);
        }

        boolean isChange() {
            return !Objects.equals(before, directive.get());
        }

        /** Every single space separates, so that two in a row make an empty word; nothing at all is no word. */
        private static List<String> words(String text) {
            return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
        }
    }

    /** Changes the directives; the list holds names and values in turn. */
    public void apply(List<String> namesAndValues) throws Refusal {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            if (config.directives().find(namesAndValues.get(i)) == null) {
                throw new Refusal(
                        "Unknown option or number of arguments for CONFIG SET - '"
                                + namesAndValues.get(i)
                                + "'",
                        false);
            }
            plan(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
        takeValues();
        bringIntoEffect();
    }

    private void plan(String name, String value) throws Refusal {
        Directive<?> directive = config.directives().find(name);
        if (directive.spec().isImmutable()) {
            throw failed(name, "can't set immutable config");
        }
        if (directive.spec().isProtected() && !mayChangeProtected) {
            throw failed(name, "can't set protected config");
        }
        if (isLoading && directive.spec().isFixedWhileLoading()) {
            throw new Refusal("", true);
        }
        boolean isAlias = name.equalsIgnoreCase(directive.spec().alias());
        String shown = isAlias ? directive.spec().alias() : directive.name();
        // As in Valkey, a directive and its alias may both be named; the later one holds.
        if (steps.putIfAbsent(shown, new Step<>(directive, shown, value)) != null) {
            throw failed(name, "duplicate parameter");
        }
    }

    private void takeValues() throws Refusal {
        for (Step<?> step : steps.values()) {
            try {
                step.take();
            } catch (DirectiveException e) {
                steps.values().forEach(Step::takeBack);
                throw failed(step.name, e.getMessage());
            }
        }
    }

    private void bringIntoEffect() throws Refusal {
        Map<ChangeListener, Step<?>> pending = new LinkedHashMap<>();
        for (Step<?> step : steps.values()) {
            if (step.isChange()) {
                for (ChangeListener listener : config.listenersOf(step.directive)) {
                    pending.putIfAbsent(listener, step);
                }
            }
        }
        List<ChangeListener> done = new ArrayList<>();
        for (Map.Entry<ChangeListener, Step<?>> entry : pending.entrySet()) {
            done.add(entry.getKey());
            try {
                entry.getKey().changed();
            } catch (DirectiveException e) {
                steps.values().forEach(Step::takeBack);
                done.forEach(ConfigChange::restore);
                throw failed(entry.getValue().name, e.getMessage());
            }
        }
    }

    /** The values of before were in effect a moment ago: a listener that cannot go back to them is left as it is. */
    private static void restore(ChangeListener listener) {
        try {
            listener.changed();
        } catch (DirectiveException ignored) {
            return;
        }
    }

    private static Refusal failed(String name, String reason) {
        return new Refusal(
                "CONFIG SET failed (possibly related to argument '" + name + "') - " + reason,
                false);
    }
}
