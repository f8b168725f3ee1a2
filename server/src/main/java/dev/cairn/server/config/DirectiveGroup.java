// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.Directive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Directives of one area, in the order in which they are documented. */
public abstract class DirectiveGroup {
    private final String title;
    private final List<Directive<?>> directives = new ArrayList<>();

    DirectiveGroup(String title) {
        this.title = title;
    }

    /** What the area is called in the documented configuration file. */
    public final String title() {
        return title;
    }

    public final List<Directive<?>> directives() {
        return Collections.unmodifiableList(directives);
    }

    final <D extends Directive<?>> D add(D directive) {
        directives.add(directive);
        return directive;
    }
}
