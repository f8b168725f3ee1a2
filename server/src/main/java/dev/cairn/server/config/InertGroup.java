// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.Choice;
import dev.cairn.server.config.directive.DirectiveSpec;
import dev.cairn.server.config.directive.MemorySize;
import dev.cairn.server.config.directive.Text;
import dev.cairn.server.config.directive.WholeNumber;
import dev.cairn.server.config.directive.WordList;
import dev.cairn.server.config.directive.YesNo;

import java.util.List;

/**
 * Directives of Valkey that have no effect here, for one reason. They keep what is set, so that clients and files may
 * go on naming them; the ones that only a file sets are declared between {@code fromFile()} and {@code live()}.
 */
abstract class InertGroup extends DirectiveGroup {
    static final int INT = Integer.MAX_VALUE;
    static final long LONG = Long.MAX_VALUE;

    private boolean isImmutable;
    private boolean isHidden;

    InertGroup(String reason) {
        super(reason);
    }

    /** The directives that follow are set by a file or the command line alone. */
    final void fromFile() {
        isImmutable = true;
    }

    /** The directives that follow are changed by clients too. */
    final void live() {
        isImmutable = false;
    }

    /** The directives that follow are not found by patterns. */
    final void hidden() {
        isHidden = true;
    }

    final DirectiveSpec spec(String name) {
        DirectiveSpec spec = DirectiveSpec.inert(name, title());
        if (isImmutable) {
            spec.immutable();
        }
        return isHidden ? spec.hidden() : spec;
    }

    /** Several that are on, or off, by default. */
    final void yesNo(boolean initial, String... names) {
        for (String name : names) {
            add(new YesNo(spec(name), initial));
        }
    }

    final void yesNo(DirectiveSpec spec, boolean initial) {
        add(new YesNo(spec, initial));
    }

    final void number(String name, long initial, long min, long max) {
        number(spec(name), initial, min, max);
    }

    final void number(DirectiveSpec spec, long initial, long min, long max) {
        add(new WholeNumber(spec, initial, min, max));
    }

    final void size(String name, long initial, long min, long max) {
        add(new MemorySize(spec(name), initial, min, max));
    }

    final void size(DirectiveSpec spec, long initial) {
        add(new MemorySize(spec, initial, 0, LONG));
    }

    final void unsignedSize(String name) {
        add(MemorySize.unsigned(spec(name), 0));
    }

    /** Several texts that are empty by default. */
    final void texts(String... names) {
        for (String name : names) {
            text(spec(name), Text.Rule.ANY);
        }
    }

    final void text(DirectiveSpec spec, Text.Rule rule) {
        add(Text.optional(spec, rule));
    }

    final void text(String name, String initial, Text.Rule rule) {
        add(new Text(spec(name), initial, rule));
    }

    final void choice(String name, String initial, String... words) {
        add(Choice.ofWords(spec(name), initial, words));
    }

    final void words(DirectiveSpec spec, List<String> initial, WordList.Rule rule) {
        add(new WordList(spec, initial, rule));
    }
}
