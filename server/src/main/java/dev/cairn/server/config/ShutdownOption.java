// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import java.util.Set;

/** What a shutdown by a signal does beyond what is usual, in the words of the command SHUTDOWN. */
public enum ShutdownOption {
    SAVE,
    NOSAVE,
    NOW,
    FORCE,
    SAFE,
    FAILOVER;

    static String refusal(Set<ShutdownOption> options) {
        return options.contains(SAVE) && options.contains(NOSAVE)
                ? "shutdown options SAVE and NOSAVE can't be used simultaneously"
                : "";
    }
}
