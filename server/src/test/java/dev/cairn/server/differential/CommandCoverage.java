// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of the commands that write, by the server's own table, have been run so that they did something. */
final class CommandCoverage {
    /** Answers that say that nothing was there, or nothing was done. */
    private static final Set<String> NOTHING = Set.of(":0", "*[]", "$0:", "+QUEUED");

    private static final int NAME = 0;
    private static final int FLAGS = 2;
    private static final int SUBCOMMANDS = 9;

    private final SortedSet<String> writing = new TreeSet<>();
    private final SortedSet<String> run = new TreeSet<>();

    /** Asks the server which commands write. */
    void learn(Path socket) throws IOException {
        try (RespClient client = new RespClient(socket)) {
            for (Reply command : client.call("COMMAND").items()) {
                learn(command);
            }
        }
    }

    private void learn(Reply command) {
        if (command.items().get(FLAGS).items().stream().anyMatch(r -> r.text().equals("write"))) {
            String name = command.items().get(NAME).text();
            writing.add(name.substring(name.indexOf(':') + 1));
        }
        command.items().get(SUBCOMMANDS).items().forEach(this::learn);
    }

    void saw(Step step, Reply reply) {
        if (reply.isError() || reply.isNull() || NOTHING.contains(reply.toString())) {
            return;
        }
        run.add(step.name());
        if (step.arguments().size() > 1) {
            run.add(step.name() + "|" + step.arguments().get(1).toLowerCase(Locale.ROOT));
        }
    }

    SortedSet<String> missing() {
        SortedSet<String> missing = new TreeSet<>(writing);
        missing.removeAll(run);
        return missing;
    }
}
