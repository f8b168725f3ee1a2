// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.admin.AdminCommands;
import dev.cairn.server.command.bitmap.BitmapCommands;
import dev.cairn.server.command.config.ConfigCommands;
import dev.cairn.server.command.connection.ConnectionCommands;
import dev.cairn.server.command.generic.GenericCommands;
import dev.cairn.server.command.geo.GeoCommands;
import dev.cairn.server.command.hash.HashCommands;
import dev.cairn.server.command.hyperloglog.HyperLogLogCommands;
import dev.cairn.server.command.list.ListCommands;
import dev.cairn.server.command.log.LogCommands;
import dev.cairn.server.command.set.SetCommands;
import dev.cairn.server.command.stream.StreamCommands;
import dev.cairn.server.command.string.StringCommands;
import dev.cairn.server.command.transaction.TransactionCommands;
import dev.cairn.server.command.zset.SortedSetCommands;

import java.util.ArrayList;
import java.util.List;

/** All commands that the server speaks: each family lists its own, once. */
public final class CommandFamilies {
    private CommandFamilies() {}

    /** Each command once. */
    public static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.addAll(AdminCommands.all());
        all.addAll(ConfigCommands.all());
        all.addAll(ConnectionCommands.all());
        all.addAll(HashCommands.all());
        all.addAll(HyperLogLogCommands.all());
        all.addAll(ListCommands.all());
        all.addAll(LogCommands.all());
        all.addAll(SetCommands.all());
        all.addAll(StreamCommands.all());
        all.addAll(StringCommands.all());
        all.addAll(BitmapCommands.all());
        all.addAll(GenericCommands.all());
        all.addAll(GeoCommands.all());
        all.addAll(SortedSetCommands.all());
        all.addAll(TransactionCommands.all());
        return all;
    }
}
