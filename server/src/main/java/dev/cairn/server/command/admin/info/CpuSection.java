// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.metrics.ProcessFigures;

/** The processor time that the process and its command thread have taken. */
final class CpuSection implements InfoSection {
    private static final int DIGITS = 6;

    @Override
    public String title() {
        return "CPU";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        ProcessFigures.CpuSeconds process = ProcessFigures.process();
        ProcessFigures.CpuSeconds children = ProcessFigures.children();
        // Commands run on the command thread, and this is one.
        ProcessFigures.CpuSeconds thread = ProcessFigures.thread(Thread.currentThread());
        text.decimal("used_cpu_sys", process.system(), DIGITS)
                .decimal("used_cpu_user", process.user(), DIGITS)
                .decimal("used_cpu_sys_children", children.system(), DIGITS)
                .decimal("used_cpu_user_children", children.user(), DIGITS)
                .decimal("used_cpu_sys_main_thread", thread.system(), DIGITS)
                .decimal("used_cpu_user_main_thread", thread.user(), DIGITS)
                .decimal(
                        "used_active_time_main_thread",
                        context.server().metrics().eventLoop().busyMicros() / 1e6,
                        DIGITS);
    }
}
