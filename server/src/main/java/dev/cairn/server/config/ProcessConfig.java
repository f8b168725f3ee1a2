// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static dev.cairn.server.config.directive.DirectiveSpec.named;

import dev.cairn.server.config.directive.ChoiceSet;
import dev.cairn.server.config.directive.Text;

/** How the process is found and ends. */
public final class ProcessConfig extends DirectiveGroup {
    public final Text pidFile =
            add(
                    Text.optional(
                            named(
                                            "pidfile",
                                            "A file that holds the process id while the server"
                                                + " runs. Set it for scripts that look for one.")
                                    .immutable()));

    public final ChoiceSet<ShutdownOption> onSigterm = shutdown("sigterm", "SIGTERM");
    public final ChoiceSet<ShutdownOption> onSigint = shutdown("sigint", "SIGINT (Ctrl-C)");

    ProcessConfig() {
        super("Process");
    }

    private ChoiceSet<ShutdownOption> shutdown(String signal, String shown) {
        return add(
                new ChoiceSet<>(
                        named(
                                "shutdown-on-" + signal,
                                "What "
                                        + shown
                                        + " does: default, or save, nosave, now, force, safe. Set"
                                        + " nosave for a quick end without a snapshot."),
                        ShutdownOption.class,
                        "default",
                        ShutdownOption::refusal));
    }
}
