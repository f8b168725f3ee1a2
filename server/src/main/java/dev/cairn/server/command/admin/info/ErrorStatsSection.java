// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;

/** How many errors of each kind were answered. */
final class ErrorStatsSection implements InfoSection {
    @Override
    public String title() {
        return "Errorstats";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        context.server()
                .metrics()
                .errors()
                .byCode()
                .forEach((code, count) -> text.field("errorstat_" + code, "count=" + count[0]));
    }
}
