// SPDX-License-Identifier: Apache-2.0
/**
 * Watches commands as they run: counts them, notes the slow and the large ones, and shows them to the clients that have
 * called MONITOR.
 *
 * <p>Called by the engine on the command thread, for each command: what every command passes allocates nothing; what is
 * noted or shown allocates. Passwords are hidden in all that is kept or shown.
 */
package dev.cairn.server.monitor;
