// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.CairnVersion;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.Lifecycle;
import dev.cairn.server.command.ValkeyVersion;

/** Who the server is, and where it runs. */
final class ServerSection implements InfoSection {
    private static final int SECONDS_PER_DAY = 86_400;

    /** The clock that ages of keys are told in has this many bits, as in Valkey. */
    private static final long LRU_CLOCK_MASK = (1 << 24) - 1;

    @Override
    public String title() {
        return "Server";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        Lifecycle lifecycle = context.server().lifecycle();
        long micros = context.server().engine().nowMicros();
        long uptime = context.server().engine().uptimeSeconds();
        String hz = context.server().settings().get("hz");
        text.field("redis_version", ValkeyVersion.REDIS)
                .field("server_name", "valkey")
                .field("valkey_version", ValkeyVersion.NUMBER)
                .field("valkey_release_stage", "ga")
                .field("cairn_version", CairnVersion.NUMBER)
                .field(
                        "redis_git_sha1",
                        CairnVersion.COMMIT.isEmpty() ? "00000000" : CairnVersion.COMMIT)
                .field("redis_git_dirty", 0)
                .field("redis_build_id", CairnVersion.NUMBER)
                .field("server_mode", "standalone")
                .field(
                        "os",
                        System.getProperty("os.name")
                                + " "
                                + System.getProperty("os.version")
                                + " "
                                + machine())
                .field("arch_bits", 64)
                .field("monotonic_clock", "System.nanoTime")
                .field("multiplexing_api", lifecycle.transport())
                .field("java_version", System.getProperty("java.vm.version"))
                .field("process_id", ProcessHandle.current().pid())
                .field("process_supervised", "no")
                .field("run_id", lifecycle.runId())
                .field("tcp_port", lifecycle.port())
                .field("server_time_usec", micros)
                .field("uptime_in_seconds", uptime)
                .field("uptime_in_days", uptime / SECONDS_PER_DAY)
                .field("hz", hz)
                .field("configured_hz", hz)
                .field("lru_clock", micros / 1_000_000 & LRU_CLOCK_MASK)
                .field("executable", lifecycle.executable())
                .field("config_file", lifecycle.configFile())
                .none("io_threads_active")
                .field("availability_zone", "");
        int number = 0;
        for (String listener : lifecycle.listeners()) {
            text.field("listener" + number++, listener);
        }
    }

    private static String machine() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }
}
