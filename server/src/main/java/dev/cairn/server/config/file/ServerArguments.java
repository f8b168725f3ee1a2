// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import dev.cairn.server.config.directive.QuotedWords;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of the server as valkey-server takes them: {@code [FILE] [-] [--directive value ...]...}.
 *
 * <p>A first argument without a leading hyphen is the configuration file. A single hyphen, first or last, is standard
 * input. Each {@code --directive} begins a line of configuration, and the arguments behind it are its words; one that
 * begins with two hyphens is a word where the directive has none yet, so that {@code --requirepass --x} is one line.
 */
final class ServerArguments {
    private final StringBuilder lines = new StringBuilder();
    private String file;
    private boolean readsStandardInput;

    ServerArguments(String... given) {
        List<String> arguments = new ArrayList<>();
        for (String argument : given) {
            arguments.add(
                    new String(
                            argument.getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.ISO_8859_1));
        }
        int at = 0;
        if (!arguments.isEmpty() && !arguments.get(0).startsWith("-")) {
            file = given[0];
            at = 1;
        }
        boolean mayBegin = true;
        for (; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (argument.equals("-") && (at == 0 || at == arguments.size() - 1)) {
                readsStandardInput = true;
            } else if (mayBegin && argument.startsWith("--")) {
                mayBegin = begin(arguments, at);
            } else {
                lines.append(QuotedWords.quote(argument)).append(' ');
                mayBegin = true;
            }
        }
    }

    /** Begins a line; false where the next argument is its word, whatever it looks like. */
    private boolean begin(List<String> arguments, int at) {
        String argument = arguments.get(at);
        if (!lines.isEmpty()) {
            lines.append('\n');
        }
        lines.append(argument, 2, argument.length()).append(' ');
        if (QuotedWords.split(argument).size() != 1) {
            return true;
        }
        // A command line made from an empty list of save points ends in --save, or goes on with
        // another directive.
        boolean isLast = at == arguments.size() - 1;
        if (argument.equalsIgnoreCase("--save")
                && (isLast || arguments.get(at + 1).startsWith("--"))) {
            lines.append("\"\"");
            return true;
        }
        return false;
    }

    /** The configuration file, or null. */
    String file() {
        return file;
    }

    boolean readsStandardInput() {
        return readsStandardInput;
    }

    /** Lines of configuration; none where no directive was given. */
    List<String> lines() {
        return lines.isEmpty() ? List.of() : List.of(lines.toString().split("\n", -1));
    }
}
