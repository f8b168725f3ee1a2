// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.Text;

/** Directives about the files in which Valkey logs writes; Cairn's log is another one. */
final class AppendOnlyFileDirectives extends InertGroup {
    AppendOnlyFileDirectives() {
        super(
                "the log is not Valkey's: it is always dated, checked, and needs no rewriting by a"
                        + " child process");
        yesNo(
                true,
                "aof-load-truncated",
                "aof-use-rdb-preamble",
                "aof-rewrite-incremental-fsync",
                "rdb-save-incremental-fsync");
        yesNo(false, "aof-timestamp-enabled", "no-appendfsync-on-rewrite");
        fromFile();
        text("appendfilename", "appendonly.aof", Text.plainFileName("appendfilename", "filename"));
        text("appenddirname", "appendonlydir", Text.plainFileName("appenddirname", "dirname"));
        live();
        hidden();
        yesNo(false, "aof-disable-auto-gc");
    }
}
