// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.command.bitmap.BitmapCommands;
import dev.cairn.server.command.generic.GenericCommands;
import dev.cairn.server.command.string.StringCommands;
import dev.cairn.server.command.transaction.TransactionCommands;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands on keys and strings that are flagged FAST allocate nothing, once the compiler has seen them; nor do some others. */
class FastCommandAllocationTest {
    /** This computes with big decimals. */
    private static final Set<String> ALLOCATING = Set.of("incrbyfloat");

    /** These remember what the session asked for. */
    private static final Set<String> SESSION_STATE = Set.of("watch", "discard");

    /** One or more uses of each command, each of which can be repeated for ever. */
    private static final List<String> USES =
            List.of(
                    "set k value",
                    "set k value nx get",
                    "set e value px 100000000",
                    "get k",
                    "append a x|set a x",
                    "incr n|decr n",
                    "incrby n 5|decrby n 5",
                    "getset k value",
                    "getex e px 100000000",
                    "getex e persist",
                    "getdel d|setnx d value",
                    "delifeq d value|setnx d value",
                    "delex d ifeq value|setnx d value",
                    "digest k",
                    "increx n byint 5|increx n byint -5 ubound 1000",
                    "strlen k",
                    "mget k n missing",
                    "getbit k 5",
                    "bitfield_ro k get u8 0 get i5 3",
                    "bitcount k 0 -1",
                    "setbit b 7 1|setbit b 7 0",
                    "exists k n missing",
                    "touch k n",
                    "expire e 1000 nx",
                    "expire e 1000",
                    "pexpire e 1000000",
                    "expireat e 33177117420",
                    "pexpireat e 33177117420000",
                    "persist e",
                    "ttl e",
                    "pttl e",
                    "expiretime e",
                    "pexpiretime e",
                    "type k",
                    "renamenx k moved|renamenx moved k",
                    "move k 0",
                    "unlink d|setnx d value",
                    "multi",
                    "unwatch");

    private final AllocationFixture fixture = new AllocationFixture(commands());

    private static List<Command> commands() {
        List<Command> all = new ArrayList<>();
        all.addAll(StringCommands.all());
        all.addAll(BitmapCommands.all());
        all.addAll(GenericCommands.all());
        all.addAll(TransactionCommands.all());
        return all;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void fastCommandsAllocateNothing() {
        assertEquals(Map.of(), fixture.allocations(USES), "bytes per use");
    }

    @Test
    void everyFastCommandIsMeasured() {
        Set<String> left = fixture.fastCommandsWithout(USES);
        left.removeAll(ALLOCATING);
        left.removeAll(SESSION_STATE);
        assertEquals(Set.of(), left, "not measured");
    }
}
