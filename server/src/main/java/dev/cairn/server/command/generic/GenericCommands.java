// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.generic.sort.SortCommand;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The family of commands on keys, whatever they hold. */
public final class GenericCommands {
    private GenericCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        List<Command> all = new ArrayList<>();
        Collections.addAll(
                all,
                new CopyCommand(),
                DelCommand.del(),
                new DumpCommand(),
                ExistsCommand.exists(),
                ExpireCommand.expire(),
                ExpireCommand.expireAt(),
                TtlCommand.expireTime(),
                new KeysCommand(),
                new MoveCommand(),
                new ObjectCommand(),
                new PersistCommand(),
                ExpireCommand.pExpire(),
                ExpireCommand.pExpireAt(),
                TtlCommand.pExpireTime(),
                TtlCommand.pTtl(),
                new RandomKeyCommand(),
                RenameCommand.rename(),
                RenameCommand.renameNx(),
                new RestoreCommand(),
                new ScanCommand(),
                ExistsCommand.touch(),
                TtlCommand.ttl(),
                new TypeCommand(),
                DelCommand.unlink(),
                new WaitCommand(),
                new WaitAofCommand());
        all.addAll(SortCommand.all());
        return all;
    }
}
