// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.rdb.DumpPayload;
import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.Effects;
import dev.cairn.server.command.KeyArguments;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;

import java.util.List;

/**
 * Tells the log what a command left behind that met the end of memory midway. To repeat the command would do all of it, so
 * what its keys hold now is logged in its place. The command thread owns it.
 */
final class KeptState {
    private final Keyspace keyspace;
    private final DumpPayload payload = new DumpPayload();

    KeptState(Keyspace keyspace) {
        this.keyspace = keyspace;
    }

    /** Names the state of all keys that the command may have changed; false where that of one cannot be told. */
    boolean name(Effects effects, int database, CommandEntry entry, Request request) {
        effects.clear();
        List<KeyArguments.Found> keys = KeyArguments.find(request, 0, entry);
        for (int i = 0; keys != null && i < keys.size(); i++) {
            KeyArguments.Found key = keys.get(i);
            if (!key.flags().contains("RO")
                    && !name(effects, keyspace.database(database), request.arg(key.index()))) {
                return false;
            }
        }
        return keys != null && effects.named();
    }

    private boolean name(Effects effects, Database database, ByteSlice key) {
        long entry = database.peek(key);
        if (entry == 0) {
            effects.begin(2).arg("DEL").arg(key);
            return true;
        }
        byte[] value =
                payload.encode(keyspace, database.index(), entry, RdbVersion.VALKEY_80, false);
        if (value == null) {
            return false;
        }
        long expireAtMillis = Math.max(0, database.expireAtMillis(entry));
        effects.begin(6).arg("RESTORE").arg(key).arg(expireAtMillis).arg(value);
        effects.arg("REPLACE").arg("ABSTTL");
        return true;
    }
}
