// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.Effects;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.KeyspaceListener;
import dev.cairn.storage.Removal;
import dev.cairn.storage.memory.ByteSlice;

/** Logs the keys and fields that go by themselves, because they expired or because memory was needed. */
final class RemovalLogger implements KeyspaceListener {
    private static final byte[] HDEL = {'H', 'D', 'E', 'L'};

    private final Effects removal = new Effects();
    private final Keyspace keyspace;
    private final EffectLog log;

    RemovalLogger(Keyspace keyspace, EffectLog log) {
        this.keyspace = keyspace;
        this.log = log;
    }

    @Override
    public void removed(int database, ByteSlice key, Removal why) {
        if (log.isLogging()) {
            log.appendRemoval(database, key, keyspace.nowMillis());
        }
    }

    @Override
    public void fieldsExpired(int database, ByteSlice key, ByteSlice[] fields, int count) {
        if (!log.isLogging()) {
            return;
        }
        removal.clear();
        removal.begin(2 + count).arg(HDEL).arg(key);
        for (int i = 0; i < count; i++) {
            removal.arg(fields[i]);
        }
        log.append(
                database,
                removal.encoded().array(),
                0,
                removal.encoded().length(),
                1,
                keyspace.nowMillis());
    }
}
