// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

/** Directives about how Valkey keeps data in memory; Cairn keeps them otherwise. */
final class StorageDirectives extends InertGroup {
    StorageDirectives() {
        super(
                "data are kept otherwise: tables grow in small steps, blocks move by themselves to"
                    + " save room, big values are freed bit by bit, and keys are removed as they"
                    + " fall due");
        yesNo(
                true,
                "activerehashing",
                "lazyfree-lazy-eviction",
                "lazyfree-lazy-expire",
                "lazyfree-lazy-server-del",
                "lazyfree-lazy-user-del",
                "lazyfree-lazy-user-flush");
        number("active-expire-effort", 1, 1, 10);
        yesNo(
                spec("activedefrag")
                        .fixed(
                                "Active defragmentation cannot be enabled: blocks move by"
                                        + " themselves to save room"),
                false);
        number("active-defrag-cycle-min", 1, 1, 99);
        number("active-defrag-cycle-max", 25, 1, 99);
        number("active-defrag-cycle-us", 500, 0, 100_000);
        number("active-defrag-threshold-lower", 10, 0, 1000);
        number("active-defrag-threshold-upper", 100, 0, 1000);
        number("active-defrag-max-scan-fields", 1000, 1, LONG);
        size("active-defrag-ignore-bytes", 100 << 20, 1, LONG);
    }
}
