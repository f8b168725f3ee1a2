// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.Database;

/** The databases that hold keys. */
final class KeyspaceSection implements InfoSection {
    @Override
    public String title() {
        return "Keyspace";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        for (int i = 0; i < context.keyspace().databaseCount(); i++) {
            Database database = context.keyspace().database(i);
            if (database.size() > 0) {
                text.field(
                        "db" + i,
                        "keys="
                                + database.size()
                                + ",expires="
                                + database.expires()
                                + ",avg_ttl="
                                + database.avgTtlMillis()
                                + ",keys_with_volatile_items="
                                + database.withExpiringElements());
            }
        }
    }
}
