// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.command.AllocationFixture;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandTable;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/** Hash commands that are flagged FAST allocate nothing, whichever way the hash is kept. */
class HashAllocationTest {
    private final CommandTable table = new CommandTable(HashCommands.all());
    private final AllocationFixture fixture = new AllocationFixture(HashCommands.all());

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HGET h f1",
                "HGET h missing",
                "HMGET h f1 f2 missing",
                "HEXISTS h f1",
                "HSTRLEN h f3",
                "HLEN h",
                "HSET h f1 another",
                "HSET h f2 12345 f3 text",
                "HMSET h f1 x",
                "HSETNX h f1 y",
                "HINCRBY h number 7",
                "HDEL h missing",
                "HTTL h FIELDS 2 f1 f2",
                "HPEXPIRETIME h FIELDS 1 f1",
                "HPERSIST h FIELDS 2 f1 missing",
                "HGETEX h FIELDS 2 f1 missing",
                "HEXPIRE h 1000 FIELDS 2 f1 f2",
                "HGETEX h EX 1000 FIELDS 1 f1",
                "HSETEX h PX 100000 FIELDS 2 f1 v f2 w",
                "HSETEX h KEEPTTL FIELDS 1 f1 v",
                "HGETDEL h FIELDS 1 missing",
            })
    void fastCommandsAllocateNothing(String command) {
        String name = command.substring(0, command.indexOf(' '));
        assertTrue(table.find(ByteSlice.of(name)).has(CommandFlag.FAST));
        for (String setUp :
                new String[] {
                    "HSET h f1 value f2 13 f3 text number 1", "HSETEX h EX 100000 FIELDS 1 f3 text"
                }) {
            fixture.run(setUp);
            assertEquals(Map.of(), fixture.allocations(List.of(command)), "bytes per use");
        }
    }
}
