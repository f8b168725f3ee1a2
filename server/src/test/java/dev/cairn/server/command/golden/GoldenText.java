// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.golden;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The replies to {@code COMMAND} and {@code COMMAND DOCS} as text: a block of lines for every command and subcommand,
 * by name. The order of commands is no promise of the server, so blocks are sorted; the order inside a block is kept.
 */
final class GoldenText {
    private GoldenText() {}

    /** Blocks of the reply to {@code COMMAND} in RESP3. */
    static SortedMap<String, String> table(Object reply) {
        SortedMap<String, String> blocks = new TreeMap<>();
        addEntries(blocks, (List<?>) reply);
        return blocks;
    }

    private static void addEntries(Map<String, String> blocks, List<?> entries) {
        for (Object each : entries) {
            List<?> entry = (List<?>) each;
            StringBuilder text = new StringBuilder();
            text.append("  arity ").append(entry.get(1)).append('\n');
            text.append("  flags ").append(words(entry.get(2))).append('\n');
            text.append("  keys ").append(words(entry.subList(3, 6))).append('\n');
            text.append("  acl ").append(words(entry.get(6))).append('\n');
            for (Object tip : (List<?>) entry.get(7)) {
                text.append("  tip ").append(tip).append('\n');
            }
            for (Object spec : (List<?>) entry.get(8)) {
                addKeySpec(text, (Map<?, ?>) spec);
            }
            blocks.put((String) entry.get(0), text.toString());
            addEntries(blocks, (List<?>) entry.get(9));
        }
    }

    private static void addKeySpec(StringBuilder text, Map<?, ?> spec) {
        text.append("  keyspec ").append(words(spec.get("flags"))).append('\n');
        if (spec.get("notes") != null) {
            text.append("    notes ").append(spec.get("notes")).append('\n');
        }
        for (String part : List.of("begin_search", "find_keys")) {
            Map<?, ?> search = (Map<?, ?>) spec.get(part);
            text.append("    ").append(part).append(' ').append(search.get("type"));
            ((Map<?, ?>) search.get("spec"))
                    .forEach(
                            (name, value) ->
                                    text.append(' ').append(name).append('=').append(value));
            text.append('\n');
        }
    }

    private static String words(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** Blocks of the reply to {@code COMMAND DOCS} in RESP3. */
    static SortedMap<String, String> docs(Object reply) {
        SortedMap<String, String> blocks = new TreeMap<>();
        addDocs(blocks, (Map<?, ?>) reply);
        return blocks;
    }

    private static void addDocs(Map<String, String> blocks, Map<?, ?> docs) {
        docs.forEach(
                (name, each) -> {
                    StringBuilder text = new StringBuilder();
                    ((Map<?, ?>) each)
                            .forEach(
                                    (field, value) -> {
                                        switch ((String) field) {
                                            case "subcommands" ->
                                                    addDocs(blocks, (Map<?, ?>) value);
                                            case "doc_flags" ->
                                                    text.append("  doc_flags ")
                                                            .append(words(value))
                                                            .append('\n');
                                            case "history" ->
                                                    ((List<?>) value)
                                                            .forEach(
                                                                    line ->
                                                                            text.append(
                                                                                            "  history"
                                                                                                + " ")
                                                                                    .append(
                                                                                            words(
                                                                                                    line))
                                                                                    .append('\n'));
                                            case "arguments" -> {
                                                text.append("  arguments\n");
                                                addArguments(text, (List<?>) value, "    ");
                                            }
                                            default ->
                                                    text.append("  ")
                                                            .append(field)
                                                            .append(' ')
                                                            .append(value)
                                                            .append('\n');
                                        }
                                    });
                    blocks.put((String) name, text.toString());
                });
    }

    /** Arguments in the lines that {@code ArgumentReader} reads. */
    static void addArguments(StringBuilder text, List<?> arguments, String indent) {
        for (Object each : arguments) {
            Map<?, ?> argument = (Map<?, ?>) each;
            Object type = argument.get("type");
            boolean group = type.equals("oneof") || type.equals("block");
            text.append(indent).append(argument.get("name")).append(' ').append(type);
            addWord(text, "key", argument.get("key_spec_index"));
            if (!String.valueOf(argument.get("display_text"))
                    .equals(group ? "null" : argument.get("name"))) {
                addWord(text, "display", argument.get("display_text"));
            }
            addWord(text, "token", argument.get("token"));
            addWord(text, "since", argument.get("since"));
            addWord(text, "deprecated", argument.get("deprecated_since"));
            if (argument.get("flags") != null) {
                text.append(' ').append(words(argument.get("flags")));
            }
            addWord(text, "summary", argument.get("summary"));
            text.append('\n');
            if (argument.get("arguments") != null) {
                addArguments(text, (List<?>) argument.get("arguments"), indent + "  ");
            }
        }
    }

    private static void addWord(StringBuilder text, String name, Object value) {
        if (value != null) {
            text.append(' ').append(name).append('=').append(value);
        }
    }

    /** Blocks under their names: the content of a golden file. */
    static String file(String heading, Map<String, String> blocks) {
        StringBuilder text = new StringBuilder("# ").append(heading).append('\n');
        blocks.forEach((name, block) -> text.append(name).append('\n').append(block));
        return text.toString();
    }

    /** The blocks of a golden file. */
    static SortedMap<String, String> parse(String file) {
        SortedMap<String, String> blocks = new TreeMap<>();
        String name = null;
        for (String line : file.split("\n", -1)) {
            if (line.startsWith("  ")) {
                blocks.merge(name, line + "\n", String::concat);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                name = line;
                blocks.put(name, "");
            }
        }
        return blocks;
    }
}
