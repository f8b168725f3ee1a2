// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.bitmap.BitmapCommands;
import dev.cairn.server.command.generic.GenericCommands;
import dev.cairn.server.command.geo.GeoCommands;
import dev.cairn.server.command.hash.HashCommands;
import dev.cairn.server.command.hyperloglog.HyperLogLogCommands;
import dev.cairn.server.command.list.ListCommands;
import dev.cairn.server.command.set.SetCommands;
import dev.cairn.server.command.stream.StreamCommands;
import dev.cairn.server.command.string.StringCommands;
import dev.cairn.server.command.transaction.TransactionCommands;
import dev.cairn.server.command.zset.SortedSetCommands;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Each command used wrongly in every simple way: the refusals are the real server's. */
class WrongUseTest {
    private static final List<String> FILLERS =
            List.of("1", "0", "x", "", "-1", "9223372036854775808", "1.5", "u8", "GET");
    private static final List<String> KEYS =
            List.of("string", "number", "hash", "list", "set", "zset", "missing", "");

    /** Commands of Redis 8, which Valkey does not have. */
    private static final List<String> ONLY_HERE =
            List.of(
                    "delex",
                    "digest",
                    "increx",
                    "lmovem",
                    "sdiffcard",
                    "sunioncard",
                    "xackdel",
                    "xdelex");

    private static final int MOST_ARGUMENTS = 7;

    @TempDir private Path folder;

    @Test
    void refusalsAreTheSame() throws Exception {
        List<Step> steps = new ArrayList<>();
        Stream.of(
                        StringCommands.all(),
                        BitmapCommands.all(),
                        GenericCommands.all(),
                        GeoCommands.all(),
                        HashCommands.all(),
                        HyperLogLogCommands.all(),
                        ListCommands.all(),
                        SetCommands.all(),
                        SortedSetCommands.all(),
                        StreamCommands.all(),
                        TransactionCommands.all())
                .flatMap(List::stream)
                .forEach(command -> misuse(command, List.of(), steps));
        try (Duel duel = new Duel(folder, 2)) {
            List<String> differences = new ArrayList<>();
            for (Duel.Difference difference = duel.play(steps); difference != null; ) {
                differences.add(difference.toString());
                steps.remove(difference.step());
                difference = differences.size() < 20 ? duel.play(steps) : null;
            }
            assertEquals(List.of(), differences);
        }
    }

    private static void misuse(Command command, List<String> container, List<Step> steps) {
        CommandSpec spec = command.spec();
        List<String> name = new ArrayList<>(container);
        name.add(spec.name());
        for (Command subcommand : spec.subcommands()) {
            misuse(subcommand, name, steps);
        }
        if (ONLY_HERE.contains(spec.name())) {
            return;
        }
        if (spec.name().startsWith("wait") || spec.flags().contains(CommandFlag.BLOCKING)) {
            // Used wrongly it would wait; what it refuses is drawn at random elsewhere.
            return;
        }
        for (int count = name.size(); count <= MOST_ARGUMENTS; count++) {
            for (String filler : FILLERS) {
                prepare(steps);
                use(spec, filled(name, count, filler), steps);
            }
        }
        for (KeySpec keys : spec.keySpecs()) {
            if (keys.isUnknown()) {
                continue;
            }
            for (String key : KEYS) {
                keyAt(spec, name, keys.index(), key, steps);
                keyAt(spec, name, keys.index() + Math.max(1, keys.step()), key, steps);
            }
        }
    }

    private static void keyAt(
            CommandSpec spec, List<String> name, int index, String key, List<Step> steps) {
        int least = Math.max(Math.abs(spec.arity()), index + 1);
        for (int count = least; count <= least + 2; count++) {
            for (String filler : FILLERS) {
                prepare(steps);
                Step step = filled(name, count, filler);
                step.arguments().set(index, key);
                use(spec, step, steps);
            }
        }
    }

    /** What may wait is used in a transaction, where it does not. */
    private static void use(CommandSpec spec, Step step, List<Step> steps) {
        boolean waits = spec.flags().contains(CommandFlag.BLOCKING);
        if (waits) {
            steps.add(Step.of(0, "MULTI"));
        }
        steps.add(step);
        if (waits) {
            steps.add(Step.of(0, "EXEC"));
        }
    }

    private static Step filled(List<String> name, int count, String filler) {
        List<String> arguments = new ArrayList<>(name);
        arguments.addAll(Collections.nCopies(count - name.size(), filler));
        return new Step(0, arguments);
    }

    /** Puts the same keys in place again, and ends what may have been begun. */
    private static void prepare(List<Step> steps) {
        steps.add(Step.of(0, "DISCARD"));
        steps.add(Step.of(0, "SELECT", 0));
        steps.add(Step.of(0, "FLUSHALL"));
        steps.add(Step.of(0, "MSET", "string", "text", "number", 10, "", "empty"));
        steps.add(Step.of(0, "HSET", "hash", "field", "value"));
        steps.add(Step.of(0, "ZADD", "zset", "1", "x", "2", "1", "1.5", ""));
        steps.add(Step.of(0, "RPUSH", "list", "x", "1", "x"));
        steps.add(Step.of(0, "SADD", "set", "x"));
    }
}
