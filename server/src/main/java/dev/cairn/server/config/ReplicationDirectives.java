// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.DirectiveException;

import java.util.List;

/** Directives about replicas, of which this version has none. */
final class ReplicationDirectives extends InertGroup {
    ReplicationDirectives() {
        super("this version has no replication");
        yesNo(true, "repl-diskless-sync", "replica-announced");
        yesNo(
                false,
                "repl-disable-tcp-nodelay",
                "rdb-del-sync-files",
                "dual-channel-replication-enabled",
                "replica-ignore-disk-write-errors",
                "import-mode");
        yesNo(spec("replica-lazy-flush").alias("slave-lazy-flush"), true);
        yesNo(spec("replica-serve-stale-data").alias("slave-serve-stale-data"), true);
        yesNo(spec("replica-read-only").alias("slave-read-only"), true);
        yesNo(spec("replica-ignore-maxmemory").alias("slave-ignore-maxmemory"), true);
        number("repl-timeout", 60, 1, INT);
        number("repl-diskless-sync-delay", 5, 0, INT);
        number("repl-diskless-sync-max-replicas", 0, 0, INT);
        number("repl-backlog-ttl", 3600, 0, LONG);
        number("shutdown-timeout", 10, 0, INT);
        number(spec("repl-ping-replica-period").alias("repl-ping-slave-period"), 10, 1, INT);
        number(spec("replica-priority").alias("slave-priority"), 100, 0, INT);
        number(spec("replica-announce-port").alias("slave-announce-port"), 0, 0, 65535);
        number(spec("min-replicas-to-write").alias("min-slaves-to-write"), 0, 0, INT);
        number(spec("min-replicas-max-lag").alias("min-slaves-max-lag"), 10, 0, INT);
        size("repl-backlog-size", 10 << 20, 1, LONG);
        text(spec("replica-announce-ip").alias("slave-announce-ip"), value -> "");
        text(spec("primaryuser").alias("masteruser").sensitive(), value -> "");
        text(spec("primaryauth").alias("masterauth").sensitive(), value -> "");
        texts("bind-source-addr");
        choice(
                "repl-diskless-load",
                "disabled",
                "disabled",
                "on-empty-db",
                "swapdb",
                "flush-before-load");
        choice("propagation-error-behavior", "ignore", "ignore", "panic", "panic-on-replicas");
        fromFile();
        yesNo(false, "repl-mptcp");
        words(spec("replicaof").alias("slaveof"), List.of(), ReplicationDirectives::primary);
    }

    /** A replica that took writes of its own would be worse than one that does not start. */
    private static List<String> primary(List<String> words) throws DirectiveException {
        if (words.size() != 2) {
            throw new DirectiveException("wrong number of arguments");
        }
        if (words.get(0).equalsIgnoreCase("no") && words.get(1).equalsIgnoreCase("one")) {
            return List.of();
        }
        throw new DirectiveException(
                "this version has no replication and cannot follow " + String.join(" ", words));
    }
}
