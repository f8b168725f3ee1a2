// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.resp.ReplyWriter;

import java.util.List;

/** What a container of subcommands answers to HELP. */
public final class HelpText {
    private final List<String> lines;

    private HelpText(List<String> lines) {
        this.lines = lines;
    }

    /**
     * The help of a container.
     *
     * @param container its name in capitals
     * @param subcommands a line for each subcommand, and indented lines about it
     */
    public static HelpText of(String container, String subcommands) {
        String text =
                container
                        + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:\n"
                        + subcommands
                        + "HELP\n"
                        + "    Print this help.\n";
        return new HelpText(text.lines().toList());
    }

    /** Answers with the text, a line each. */
    public void reply(ReplyWriter reply) {
        reply.array(lines.size());
        lines.forEach(reply::simple);
    }
}
