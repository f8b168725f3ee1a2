// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import dev.cairn.server.CairnVersion;
import dev.cairn.server.config.Config;
import dev.cairn.server.config.directive.DirectiveException;
import dev.cairn.server.config.directive.QuotedWords;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lines of configuration, each with where it comes from, on their way into a {@link Config}.
 *
 * <p>Lines are numbered through as valkey-server does, which reads a file, standard input and the command line as one
 * text: a script that looks for the line number of an error finds the one that it knows.
 */
final class ConfigText {
    private static final int DEEPEST_INCLUDE = 16;

    /** Files that include several others each would be read for ever, although they lie no deeper than allowed. */
    private static final int MOST_INCLUDED = 1000;

    /** A longer line is told by its beginning. */
    private static final int LONGEST_TOLD = 1000;

    /** What only files say, and this version cannot do: ignoring it would break what the user relies on. */
    private enum Refused {
        USER(1, "this version has no users but the default one, whose password is requirepass"),
        LOADMODULE(1, "this version has no modules"),
        RENAME_COMMAND(2, "this version renames no commands"),
        SENTINEL(1, "sentinel directive while not in sentinel mode");

        private final int fewestWords;
        private final String reason;

        Refused(int fewestWords, String reason) {
            this.fewestWords = fewestWords;
            this.reason = reason;
        }

        /** Why a directive is refused; empty where it is none of these. */
        static String reason(String name, int words) {
            for (Refused each : values()) {
                String itsName = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
                if (itsName.equals(name) && words >= each.fewestWords) {
                    return each.reason;
                }
            }
            return "";
        }
    }

    private record Line(String text, String origin) {}

    /** What all texts of one configuration share. */
    private static final class Whole {
        private int includedFiles;

        /** Errors that are some unless the configuration ends as their lines expect. */
        private final Map<List<String>, ConfigException> users = new LinkedHashMap<>();
    }

    private final Config config;
    private final int depth;
    private final Whole whole;
    private final List<Line> lines = new ArrayList<>();
    private boolean endsWithinLine;

    ConfigText(Config config) {
        this(config, 0, new Whole());
    }

    private ConfigText(Config config, int depth, Whole whole) {
        this.config = config;
        this.depth = depth;
        this.whole = whole;
    }

    /** Adds the lines of a text; its origin, such as the name of a file, is told in errors. */
    void add(String text, String origin) {
        if (text.isEmpty()) {
            return;
        }
        endsWithinLine = !text.endsWith("\n");
        String ended = endsWithinLine ? text : text.substring(0, text.length() - 1);
        int number = 0;
        for (String line : ended.split("\n", -1)) {
            number++;
            lines.add(new Line(line, origin + ", line " + number));
        }
    }

    /** Adds lines that have no numbers of their own. */
    void addUnnumbered(List<String> texts, String origin) {
        if (!endsWithinLine) {
            // Valkey ends the text before in any case, which makes one more line of it.
            lines.add(new Line("", origin));
        }
        for (String text : texts) {
            lines.add(new Line(text, origin));
        }
    }

    /** Takes all lines in their order. */
    void load() throws ConfigException {
        for (int i = 0; i < lines.size(); i++) {
            String text = trim(lines.get(i).text());
            if (!text.isEmpty() && text.charAt(0) != '#') {
                take(text, i);
            }
        }
        if (depth == 0) {
            for (Map.Entry<List<String>, ConfigException> user : whole.users.entrySet()) {
                if (!DefaultUser.agrees(user.getKey(), config)) {
                    throw user.getValue();
                }
            }
        }
    }

    private void take(String text, int index) throws ConfigException {
        List<String> words = QuotedWords.split(text);
        if (words == QuotedWords.UNBALANCED) {
            throw fatal(index, "Unbalanced quotes in configuration line", "");
        }
        if (words.isEmpty()) {
            return;
        }
        String name = words.get(0).toLowerCase(Locale.ROOT);
        List<String> values = words.subList(1, words.size());
        boolean isKnown = config.directives().find(name) != null;
        if (!isKnown && name.equals("include") && values.size() == 1) {
            include(values.get(0), index);
            return;
        }
        if (name.equals("user") && DefaultUser.isAllowed(values)) {
            whole.users.put(
                    values,
                    fatal(index, "the default user's password is not that of requirepass", ""));
            return;
        }
        String refusal = Refused.reason(name, values.size());
        if (!refusal.isEmpty()) {
            throw fatal(index, refusal, "");
        }
        try {
            config.load(name, values);
        } catch (DirectiveException e) {
            throw fatal(index, e.getMessage(), isKnown ? "" : NearestName.hint(config, name));
        }
    }

    private void include(String name, int index) throws ConfigException {
        if (depth == DEEPEST_INCLUDE) {
            throw fatal(index, "include is nested more than " + DEEPEST_INCLUDE + " deep", "");
        }
        for (ConfigFiles.Found found :
                ConfigFiles.named(name, config.persistence.dir.whileReading())) {
            if (++whole.includedFiles > MOST_INCLUDED) {
                throw fatal(index, "more than " + MOST_INCLUDED + " files are included", "");
            }
            ConfigText text = new ConfigText(config, depth + 1, whole);
            text.add(found.text(), found.path().toString());
            text.load();
        }
    }

    private ConfigException fatal(int index, String reason, String hint) {
        Line line = lines.get(index);
        return new ConfigException(
                "\n*** FATAL CONFIG FILE ERROR (Version "
                        + CairnVersion.NUMBER
                        + ") ***\nReading the configuration file, at line "
                        + (index + 1)
                        + "\n>>> '"
                        + shortened(trim(line.text()))
                        + "'\n"
                        + reason
                        + "\n("
                        + line.origin()
                        + hint
                        + ")");
    }

    private static String shortened(String line) {
        return line.length() > LONGEST_TOLD ? line.substring(0, LONGEST_TOLD) + "..." : line;
    }

    private static String trim(String line) {
        int from = 0;
        int to = line.length();
        while (from < to && " \t\r\n".indexOf(line.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && " \t\r\n".indexOf(line.charAt(to - 1)) >= 0) {
            to--;
        }
        return line.substring(from, to);
    }
}
