// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.docs.Argument;
import dev.cairn.server.command.docs.ArgumentReader;
import dev.cairn.server.resp.ReplyWriter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What COMMAND DOCS says of one command and, in turn, of its subcommands. */
final class CommandDocumentation {
    /** Where a group's argument trees stand, when the package is called otherwise than the group. */
    private static final Map<CommandGroup, String> FAMILIES =
            Map.of(
                    CommandGroup.SORTED_SET,
                    "zset",
                    CommandGroup.TRANSACTIONS,
                    "transaction",
                    CommandGroup.SERVER,
                    "admin");

    private final ReplyWriter reply;

    /** The trees of the groups that have been asked for; gone with this reply. */
    private final Map<CommandGroup, Map<String, List<Argument>>> trees = new HashMap<>();

    CommandDocumentation(ReplyWriter reply) {
        this.reply = reply;
    }

    /** The command's name and its documentation: one pair of a map. */
    void reply(CommandEntry entry) {
        CommandSpec spec = entry.spec();
        List<Argument> arguments = arguments(entry);
        reply.bulk(entry.fullName());
        reply.map(
                3
                        + one(!spec.complexity().isEmpty())
                        + one(!docFlags(spec).isEmpty())
                        + (spec.deprecatedSince() == null ? 0 : 2)
                        + one(!spec.history().isEmpty())
                        + one(!arguments.isEmpty())
                        + one(!entry.subcommands().isEmpty()));
        pair("summary", spec.summary());
        pair("since", spec.since());
        pair("group", spec.group().text());
        if (!spec.complexity().isEmpty()) {
            pair("complexity", spec.complexity());
        }
        if (!docFlags(spec).isEmpty()) {
            words("doc_flags", docFlags(spec));
        }
        if (spec.deprecatedSince() != null) {
            pair("deprecated_since", spec.deprecatedSince());
            pair("replaced_by", spec.replacedBy());
        }
        if (!spec.history().isEmpty()) {
            history(spec);
        }
        if (!arguments.isEmpty()) {
            reply.bulk("arguments");
            arguments(arguments);
        }
        if (!entry.subcommands().isEmpty()) {
            reply.bulk("subcommands");
            reply.map(entry.subcommands().size());
            entry.subcommands().forEach(this::reply);
        }
    }

    private List<Argument> arguments(CommandEntry entry) {
        return trees.computeIfAbsent(entry.spec().group(), CommandDocumentation::read)
                .getOrDefault(entry.fullName(), List.of());
    }

    private static Map<String, List<Argument>> read(CommandGroup group) {
        return ArgumentReader.read(FAMILIES.getOrDefault(group, group.text()));
    }

    private static List<String> docFlags(CommandSpec spec) {
        List<String> flags = new ArrayList<>();
        if (spec.deprecatedSince() != null) {
            flags.add("deprecated");
        }
        if (spec.isSystemCommand()) {
            flags.add("syscmd");
        }
        return flags;
    }

    private void history(CommandSpec spec) {
        reply.bulk("history");
        reply.set(spec.history().size());
        for (String[] change : spec.history()) {
            reply.array(2);
            reply.bulk(change[0]);
            reply.bulk(change[1]);
        }
    }

    private void arguments(List<Argument> arguments) {
        reply.array(arguments.size());
        arguments.forEach(this::argument);
    }

    private void argument(Argument argument) {
        reply.map(
                2
                        + one(argument.display() != null)
                        + one(argument.keySpecIndex() >= 0)
                        + one(argument.token() != null)
                        + one(argument.summary() != null)
                        + one(argument.since() != null)
                        + one(argument.deprecatedSince() != null)
                        + one(!argument.flags().isEmpty())
                        + one(!argument.arguments().isEmpty()));
        pair("name", argument.name());
        pair("type", argument.type());
        optionalPair("display_text", argument.display());
        if (argument.keySpecIndex() >= 0) {
            reply.bulk("key_spec_index");
            reply.integer(argument.keySpecIndex());
        }
        optionalPair("token", argument.token());
        optionalPair("summary", argument.summary());
        optionalPair("since", argument.since());
        optionalPair("deprecated_since", argument.deprecatedSince());
        if (!argument.flags().isEmpty()) {
            words("flags", argument.flags());
        }
        if (!argument.arguments().isEmpty()) {
            reply.bulk("arguments");
            arguments(argument.arguments());
        }
    }

    private void pair(String name, String value) {
        reply.bulk(name);
        reply.bulkUtf8(value);
    }

    private void optionalPair(String name, String value) {
        if (value != null) {
            pair(name, value);
        }
    }

    private void words(String name, List<String> words) {
        reply.bulk(name);
        reply.set(words.size());
        words.forEach(reply::simple);
    }

    private static int one(boolean present) {
        return present ? 1 : 0;
    }
}
