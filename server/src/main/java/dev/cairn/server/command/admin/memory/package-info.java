// SPDX-License-Identifier: Apache-2.0
/**
 * MEMORY: what keys take, and where memory goes.
 *
 * <p>Run on the command thread; allocates freely; changes no data. The figures come from the keyspace's report, the
 * sessions and the process; nothing is estimated by samples.
 */
package dev.cairn.server.command.admin.memory;
