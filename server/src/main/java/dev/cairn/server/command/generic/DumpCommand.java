// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.rdb.DumpPayload;
import dev.cairn.rdb.Payload;
import dev.cairn.rdb.RdbVersionChoice;
import dev.cairn.rdb.RdbVersionTooOldException;
import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.config.PersistenceConfig;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.ValueType;

/** Answers with a value as RESTORE takes it. */
final class DumpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("dump", 2, CommandGroup.GENERIC)
                    .since("2.6.0")
                    .summary("Returns a serialized representation of the value stored at a key.")
                    .complexity(
                            "O(1) to access the key and additional O(N*M) to serialize it, where N"
                                + " is the number of objects composing the value and M their"
                                + " average size. For small string values the time complexity is"
                                + " thus O(1)+O(1*M) where M is small, so simply O(1).")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output");

    private static final ReplyError TOO_LONG =
            ReplyError.of("ERR the payload of this value is longer than a string can be");

    private final DumpPayload payload = new DumpPayload();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.database().find(context.arg(1));
        if (entry == 0) {
            context.reply().nullBulk();
            return;
        }
        try (Payload encoded = open(context, entry)) {
            if (encoded == null) {
                context.refuse(TOO_LONG);
            } else {
                context.reply().bulk(encoded.length(), encoded::copyTo);
            }
        } catch (RdbVersionTooOldException e) {
            context.refuse("ERR " + e.getMessage());
        }
    }

    private Payload open(CommandContext context, long entry) throws RdbVersionTooOldException {
        Database database = context.database();
        PersistenceConfig config = context.server().config().persistence;
        boolean fieldsExpire =
                database.type(entry) == ValueType.HASH && database.hashes().fieldsExpire(entry);
        return payload.open(
                context.keyspace(),
                database.index(),
                entry,
                RdbVersionChoice.ofText(config.rdbVersion.value()).ofPayload(fieldsExpire),
                config.rdbCompression.isOn());
    }
}
