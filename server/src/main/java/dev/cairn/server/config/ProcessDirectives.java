// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import dev.cairn.server.config.directive.Choice;
import dev.cairn.server.config.directive.DirectiveException;
import dev.cairn.server.config.directive.Text;
import dev.cairn.server.config.directive.WholeNumber;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Directives about a process in C, its allocator and its operating system. */
final class ProcessDirectives extends InertGroup {
    private static final Pattern TITLE =
            Pattern.compile(
                    "([^{}]|\\{(title|listen-addr|server-mode|port|tls-port|unixsocket|config-file)\\})+");
    private static final int SCORE_LIMIT = 2000;

    ProcessDirectives() {
        super(
                "they tune the inside of a process in C: its allocator, its threads, its operating"
                        + " system");
        work();
        system();
        fromFile();
        process();
        live();
        hidden();
        forItsOwnTests();
    }

    private void work() {
        yesNo(true, "jemalloc-bg-thread", "crash-log-enabled", "crash-memcheck-enabled");
        add(WholeNumber.clamped(spec("hz"), 10, 0, INT, 1, 500));
        number("maxmemory-eviction-tenacity", 10, 0, 100);
        number("max-new-connections-per-cycle", 10, 1, 1000);
        number("prefetch-batch-max-size", 16, 0, 128);
    }

    private void system() {
        texts("ignore-warnings");
        text(
                "locale-collate",
                "",
                value -> value.matches("|C|POSIX|C\\..*") ? "" : "Invalid locale name");
        text(
                "proc-title-template",
                "{title} {listen-addr} {server-mode}",
                ProcessDirectives::title);
        Map<String, String> scores = new LinkedHashMap<>();
        scores.put("no", "no");
        scores.put("yes", "yes");
        scores.put("relative", "yes");
        scores.put("absolute", "absolute");
        add(Choice.of(spec("oom-score-adj"), scores, "no"));
        words(spec("oom-score-adj-values"), List.of("0", "200", "800"), ProcessDirectives::scores);
    }

    private void process() {
        yesNo(false, "always-show-logo", "daemonize", "syslog-enabled", "mptcp");
        yesNo(true, "set-proc-title", "disable-thp");
        number("socket-mark-id", 0, 0, 4_294_967_295L);
        choice("supervised", "no", "upstart", "systemd", "auto", "no");
        text("syslog-ident", "valkey", Text.Rule.ANY);
        choice(
                "syslog-facility",
                "local0",
                "user",
                "local0",
                "local1",
                "local2",
                "local3",
                "local4",
                "local5",
                "local6",
                "local7");
        for (String list : new String[] {"server", "bio", "aof-rewrite", "bgsave"}) {
            text(spec(list + "-cpulist").alias(list.replace('-', '_') + "_cpulist"), value -> "");
        }
    }

    private void forItsOwnTests() {
        yesNo(false, "use-exit-on-panic", "io-threads-always-active");
        number("watchdog-period", 0, 0, INT);
        number("key-load-delay", 0, -INT - 1L, INT);
        number("rdb-key-save-delay", 0, -INT - 1L, INT);
        number("loading-process-events-interval-bytes", 2 << 20, 1024, INT);
        number("min-io-threads-avoid-copy-reply", 7, 0, INT);
        number("min-string-size-avoid-copy-reply", 16 << 10, 0, INT);
        number("min-string-size-avoid-copy-reply-threaded", 64 << 10, 0, INT);
        texts("debug-context");
        fromFile();
        yesNo(false, "enable-debug-assert");
    }

    private static String title(String template) {
        return TITLE.matcher(template).matches()
                ? ""
                : "template format is invalid or contains unknown variables";
    }

    private static List<String> scores(List<String> words) throws DirectiveException {
        if (words.size() != 3) {
            throw new DirectiveException("wrong number of arguments");
        }
        for (String word : words) {
            if (!word.matches("[+-]?[0-9]{1,9}") || Math.abs(Long.parseLong(word)) > SCORE_LIMIT) {
                throw new DirectiveException(
                        "Invalid oom-score-adj-values, elements must be between -2000 and 2000.");
            }
        }
        return words.stream().map(word -> Long.toString(Long.parseLong(word))).toList();
    }
}
