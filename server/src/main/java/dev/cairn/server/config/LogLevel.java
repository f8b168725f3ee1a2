// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

/** How much is logged: lines of the level and of those after it. */
public enum LogLevel {
    DEBUG,
    VERBOSE,
    NOTICE,
    WARNING,
    NOTHING
}
