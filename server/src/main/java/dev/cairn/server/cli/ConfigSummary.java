// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.server.config.Config;
import dev.cairn.server.config.directive.Directive;

import java.util.ArrayList;
import java.util.List;

/** The configuration in force in one line: what is not as it would be without configuration. */
final class ConfigSummary {
    private ConfigSummary() {}

    static String of(Config config) {
        List<String> changed = new ArrayList<>();
        for (Directive<?> directive : config.directives().all()) {
            boolean isTold = directive == config.persistence.dir;
            if (!isTold && !directive.spec().isInert() && !directive.isInitial()) {
                changed.add(
                        directive.name()
                                + " "
                                + (directive.spec().isSensitive() ? "****" : directive.written()));
            }
        }
        String where = "data in " + config.persistence.dir.value();
        return "Configuration in force: "
                + where
                + "; "
                + (changed.isEmpty()
                        ? "all directives at their defaults"
                        : "not at their defaults: " + String.join(", ", changed));
    }
}
