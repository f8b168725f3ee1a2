// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the argument trees of one family of commands.
 *
 * <pre>
 *   set                                          a command (client|kill for a subcommand), at the left edge
 *     key key key=0                              an argument: name, type, then what else is known of it
 *     condition oneof optional                   bare words are flags
 *       nx pure-token token=NX since=2.6.12      two more spaces: an argument inside the one above
 *       old string token=IFEQ summary=Sets ...   a summary is the last thing on its line and takes all of it
 * </pre>
 */
public final class ArgumentReader {
    private static final String FOLDER = "/dev/cairn/server/command/";
    private static final int INDENT = 2;

    private final Map<String, List<Argument>> trees = new HashMap<>();

    /** The lists that lines may still be added to, one for each depth of indentation. */
    private final List<List<Argument>> open = new ArrayList<>();

    private ArgumentReader() {}

    /**
     * The trees of every command of a family, by the command's full name; none when the family has no such file.
     *
     * @param family the package of the family, such as {@code string}
     */
    public static Map<String, List<Argument>> read(String family) {
        try (InputStream text =
                ArgumentReader.class.getResourceAsStream(FOLDER + family + "/arguments.txt")) {
            return text == null
                    ? Map.of()
                    : read(new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the arguments of " + family, e);
        }
    }

    static Map<String, List<Argument>> read(BufferedReader text) throws IOException {
        ArgumentReader reader = new ArgumentReader();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                reader.line(line);
            }
        }
        return reader.trees;
    }

    private void line(String line) {
        int spaces = 0;
        while (line.charAt(spaces) == ' ') {
            spaces++;
        }
        int depth = spaces / INDENT;
        if (spaces % INDENT != 0 || depth > open.size()) {
            throw new IllegalArgumentException("stray indentation in arguments: '" + line + "'");
        }
        List<Argument> inside = new ArrayList<>();
        if (depth == 0) {
            trees.put(line, inside);
        } else {
            open.get(depth - 1).add(argument(line.strip(), inside));
        }
        open.subList(depth, open.size()).clear();
        open.add(inside);
    }

    private static Argument argument(String text, List<Argument> inside) {
        int summaryAt = text.indexOf(" summary=");
        String summary = summaryAt < 0 ? null : text.substring(summaryAt + " summary=".length());
        String[] words = (summaryAt < 0 ? text : text.substring(0, summaryAt)).split(" ");
        String name = words[0];
        String type = words[1];
        boolean group = type.equals("oneof") || type.equals("block");
        String display = group ? null : name;
        int keySpecIndex = -1;
        String token = null;
        String since = null;
        String deprecatedSince = null;
        List<String> flags = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String value = words[i].substring(equals + 1);
            switch (equals < 0 ? "" : words[i].substring(0, equals)) {
                case "" -> flags.add(value);
                case "key" -> keySpecIndex = Integer.parseInt(value);
                case "display" -> display = value;
                case "token" -> token = value;
                case "since" -> since = value;
                case "deprecated" -> deprecatedSince = value;
                default ->
                        throw new IllegalArgumentException(
                                "unknown word '" + words[i] + "' in '" + text + "'");
            }
        }
        return new Argument(
                name,
                type,
                display,
                keySpecIndex,
                token,
                summary,
                since,
                deprecatedSince,
                flags,
                inside);
    }
}
