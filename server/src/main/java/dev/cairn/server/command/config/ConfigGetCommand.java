// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.config;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.GlobPattern;
import dev.cairn.server.config.Directives;
import dev.cairn.server.config.directive.Directive;
import dev.cairn.storage.memory.ByteSlice;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Shows directives by name or pattern, each once, under the name that it was asked for. */
final class ConfigGetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("get", -3, CommandGroup.SERVER)
                    .since("2.0.0")
                    .summary("Returns the effective values of configuration parameters.")
                    .complexity("O(N) when N is the number of configuration parameters provided")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE)
                    .changed(
                            "7.0.0",
                            "Added the ability to pass multiple pattern parameters in one call");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        Directives directives = context.server().config().directives();
        Map<String, Directive<?>> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 2; i < context.argc(); i++) {
            ByteSlice asked = context.arg(i);
            String name = new String(asked.toBytes(), StandardCharsets.ISO_8859_1);
            if (isPattern(name)) {
                findMatching(directives, new GlobPattern(asked, true), found);
            } else if (directives.find(name) != null) {
                found.putIfAbsent(name, directives.find(name));
            }
        }
        context.reply().map(found.size());
        found.forEach(
                (name, directive) -> {
                    context.reply().bulk(name);
                    context.reply().bulk(directive.text().getBytes(StandardCharsets.ISO_8859_1));
                });
    }

    private static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0;
    }

    /** Hidden directives are found by their whole names only. */
    private static void findMatching(
            Directives directives, GlobPattern pattern, Map<String, Directive<?>> found) {
        directives
                .names()
                .forEach(
                        (name, directive) -> {
                            if (!directive.spec().isHidden() && pattern.matches(name)) {
                                found.putIfAbsent(name, directive);
                            }
                        });
    }
}
