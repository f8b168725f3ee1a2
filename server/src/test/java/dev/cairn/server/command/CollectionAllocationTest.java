// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.command.geo.GeoCommands;
import dev.cairn.server.command.hyperloglog.HyperLogLogCommands;
import dev.cairn.server.command.list.ListCommands;
import dev.cairn.server.command.set.SetCommands;
import dev.cairn.server.command.stream.StreamCommands;
import dev.cairn.server.command.zset.SortedSetCommands;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands on collections that are flagged FAST, and the usual readers, allocate nothing, whichever way a collection is kept. */
class CollectionAllocationTest {
    private static final int FEW = 5;

    /** More than a listpack or an intset may hold. */
    private static final int MANY = 1_000;

    /** These wait for a key when there is nothing, so they are measured where there is something. */
    private static final List<String> USES =
            List.of(
                    "lpush l x|lpop l",
                    "rpush l x|rpop l",
                    "lpushx l x|lpop l 1",
                    "rpushx l x|rpop l 1",
                    "llen l",
                    "lindex l 3",
                    "lset l 2 y",
                    "lrange l 0 -1",
                    "sadd s new|srem s new",
                    "sadd n 99999|srem n 99999",
                    "sismember s m3",
                    "smismember s m3 missing",
                    "scard s",
                    "smove s other m1|smove other s m1",
                    "sadd p a|spop p",
                    "srandmember s",
                    "zadd z 2.5 new|zrem z new",
                    "zadd z 7 m3|zadd z 3 m3",
                    "zincrby z 1.5 m3|zincrby z -1.5 m3",
                    "zadd z -10 least|zpopmin z",
                    "zadd z 1e9 most|zpopmax z 1",
                    "zadd z -10 least|bzpopmin z 1",
                    "zadd z 1e9 most|bzpopmax z 1",
                    "zscore z m3",
                    "zmscore z m3 missing",
                    "zrank z m3",
                    "zrevrank z m3 withscore",
                    "zcard z",
                    "zcount z 1 3",
                    "zlexcount z - +",
                    "zrange z 0 9",
                    "zrange z 1 3 byscore limit 0 10 withscores",
                    "zrangebyscore z (1 +inf",
                    "zrevrange z 0 9 withscores",
                    "xadd x * field value|xtrim x maxlen 5",
                    "xadd x maxlen ~ 100 * field value",
                    "xadd x * field value other 17|xdel x 0-1",
                    "xlen x",
                    "xrange x - + count 10",
                    "xrevrange x + - count 10",
                    "xread count 10 streams x 0",
                    "xadd x * field value|xreadgroup group g me count 1 streams x >|xack x g 1-1",
                    "xreadgroup group g me count 5 streams x 0",
                    "xclaim x g me 0 1-1",
                    "xsetid x 99999999999999-1",
                    "xdelex x ids 1 0-1",
                    "xackdel x g ids 1 0-1",
                    "xautoclaim x g me 99999999 0 count 5",
                    "geoadd g 13.4 52.5 here",
                    "geopos g missing",
                    "geopos g here",
                    "pfadd h m1 m2",
                    "geodist g here m1",
                    "pfcount h",
                    "pfcount h h");

    private final AllocationFixture fixture = new AllocationFixture(commands());

    private static List<Command> commands() {
        List<Command> all = new ArrayList<>();
        all.addAll(ListCommands.all());
        all.addAll(SetCommands.all());
        all.addAll(SortedSetCommands.all());
        all.addAll(StreamCommands.all());
        all.addAll(GeoCommands.all());
        all.addAll(HyperLogLogCommands.all());
        return all;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void commandsOnCollectionsAllocateNothing(int elements) {
        for (int i = 0; i < elements; i++) {
            fixture.run("rpush l value-" + i + "|sadd s m" + i + "|sadd n " + i * 7);
            fixture.run("zadd z " + i + " m" + i + "|geoadd g 13." + i + " 52 m" + i);
            fixture.run("xadd x 1-" + (i + 1) + " field value");
        }
        fixture.run("xgroup create x g 0");
        assertEquals(Map.of(), fixture.allocations(USES), "bytes per use");
    }

    @Test
    void everyFastCommandIsMeasured() {
        assertEquals(Set.of(), fixture.fastCommandsWithout(USES), "not measured");
    }
}
