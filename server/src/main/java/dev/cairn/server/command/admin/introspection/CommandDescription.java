// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyWriter;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What COMMAND INFO says of one command and, in turn, of its subcommands. */
final class CommandDescription {
    private static final int FIELDS = 10;
    private static final Set<CommandFlag> UNSHOWN =
            EnumSet.of(CommandFlag.MAY_REPLICATE, CommandFlag.PROTECTED, CommandFlag.MOVABLEKEYS);

    private CommandDescription() {}

    static void reply(ReplyWriter reply, CommandEntry entry) {
        CommandSpec spec = entry.spec();
        LegacyKeyRange range = LegacyKeyRange.of(spec.keySpecs());
        List<String> flags = new ArrayList<>();
        for (CommandFlag flag : spec.flags()) {
            if (!UNSHOWN.contains(flag)) {
                flags.add(flag.text());
            }
        }
        if (range.isPartial()) {
            flags.add(CommandFlag.MOVABLEKEYS.text());
        }
        reply.array(FIELDS);
        reply.bulk(entry.fullName());
        reply.integer(spec.arity());
        reply.set(flags.size());
        flags.forEach(reply::simple);
        reply.integer(range.first());
        reply.integer(range.last());
        reply.integer(range.step());
        Set<AclCategory> categories = spec.categories();
        reply.set(categories.size());
        categories.forEach(category -> reply.simple(category.text()));
        reply.set(spec.tips().size());
        spec.tips().forEach(reply::bulk);
        reply.set(spec.keySpecs().size());
        spec.keySpecs().forEach(each -> keySpec(reply, each));
        reply.array(entry.subcommands().size());
        entry.subcommands().forEach(subcommand -> reply(reply, subcommand));
    }

    private static void keySpec(ReplyWriter reply, KeySpec spec) {
        reply.map(spec.notes() == null ? 3 : 4);
        if (spec.notes() != null) {
            reply.bulk("notes");
            reply.bulk(spec.notes());
        }
        reply.bulk("flags");
        reply.set(spec.flags().size());
        spec.flags().forEach(reply::simple);
        reply.bulk("begin_search");
        if (spec.isUnknown()) {
            search(reply, "unknown", 0);
            reply.bulk("find_keys");
            search(reply, "unknown", 0);
            return;
        }
        if (spec.keyword() == null) {
            search(reply, "index", 1);
            number(reply, "index", spec.index());
        } else {
            search(reply, "keyword", 2);
            reply.bulk("keyword");
            reply.bulk(spec.keyword());
            number(reply, "startfrom", spec.index());
        }
        reply.bulk("find_keys");
        if (spec.countedBy() < 0) {
            search(reply, "range", 3);
            number(reply, "lastkey", spec.lastKey());
            number(reply, "keystep", spec.step());
            number(reply, "limit", spec.limit());
        } else {
            search(reply, "keynum", 3);
            number(reply, "keynumidx", spec.countedBy());
            number(reply, "firstkey", spec.firstKey());
            number(reply, "keystep", spec.step());
        }
    }

    private static void search(ReplyWriter reply, String type, int fields) {
        reply.map(2);
        reply.bulk("type");
        reply.bulk(type);
        reply.bulk("spec");
        reply.map(fields);
    }

    private static void number(ReplyWriter reply, String name, int value) {
        reply.bulk(name);
        reply.integer(value);
    }
}
