// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.Directive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The text of conf/cairn.conf, made from what the directives say about themselves. Run with the file's name it writes
 * it.
 */
final class DocumentedConfig {
    private static final int WIDTH = 110;
    private static final String HEAD =
            """
            # Cairn's configuration: every directive with its default. Use it with
            #
            #   cairn server conf/cairn.conf
            #
            # or write a file of your own that names only what you change; directives on the command line win over
            # both: cairn server my.conf --port 7000. One directive a line, words separated by spaces, words with
            # spaces in quotes ("a\\tb" with escapes, 'a b' without), # begins a line that is a comment.
            # Sizes may have a unit: 1k is 1000 bytes, 1kb is 1024, and so on with m, mb, g, gb.
            # include FILE reads another file at this place; FILE may have * ? [ and then stand for several or none.
            # Clients read directives with CONFIG GET, change those that are not marked "at the start only" with
            # CONFIG SET, and write what they changed into this file with CONFIG REWRITE.
            """;
    private static final String INERT =
            "Directives of Valkey without effect in Cairn. A file may name them, and clients may"
                + " read and change them as in Valkey; the log says once at the start which of them"
                + " were named. Where ignoring one would break what you rely on (replicaof,"
                + " cluster-enabled yes, tls-port, aclfile, user, loadmodule, rename-command) the"
                + " server refuses to start instead.";

    private DocumentedConfig() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    static String text() {
        Config config = new Config();
        StringBuilder text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n#\n");
        text.append(HEAD);
        for (DirectiveGroup group : config.groups()) {
            text.append("\n").append(title(group.title()));
            for (Directive<?> directive : group.directives()) {
                text.append('\n').append(comment(help(directive), ""));
                text.append(line(directive)).append('\n');
            }
        }
        text.append("\n").append(title("Without effect"));
        text.append('\n').append(comment(INERT, ""));
        for (DirectiveGroup group : config.inertGroups()) {
            text.append("#\n").append(comment(group.title() + ":", ""));
            text.append(comment(names(group), "  "));
        }
        return text.toString();
    }

    private static String help(Directive<?> directive) {
        String help = directive.spec().help();
        if (!directive.spec().alias().isEmpty()) {
            help += " Also called " + directive.spec().alias() + ".";
        }
        return directive.spec().isImmutable() ? help + " At the start only." : help;
    }

    /** A default that depends on where the server is started is written as it is meant. */
    private static String line(Directive<?> directive) {
        return directive.name().equals("dir")
                ? "dir ./data"
                : directive.name() + " " + directive.written();
    }

    private static String names(DirectiveGroup group) {
        return group.directives().stream()
                .filter(directive -> !directive.spec().isHidden())
                .map(Directive::name)
                .collect(Collectors.joining(", "));
    }

    private static String title(String title) {
        return "# --- " + title + " " + "-".repeat(WIDTH - 7 - title.length()) + "\n";
    }

    private static String comment(String text, String indent) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder("# " + indent);
        String between = "";
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append('\n');
                line = new StringBuilder("# " + indent);
                between = "";
            }
            line.append(between).append(word);
            between = " ";
        }
        return lines.append(line).append('\n').toString();
    }
}
