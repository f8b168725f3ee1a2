// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;

/** One section of INFO. */
interface InfoSection {
    /** The name in the heading; clients ask for it in any case. */
    String title();

    /** Whether it is shown when nobody asks for anything else. */
    default boolean isUsual() {
        return true;
    }

    void write(InfoText text, CommandContext context);
}
