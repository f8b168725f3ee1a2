// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;

/** Loadable modules: there are none, and tools expect the heading. */
final class ModulesSection implements InfoSection {
    @Override
    public String title() {
        return "Modules";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        // Nothing but the heading.
    }
}
