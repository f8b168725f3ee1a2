// SPDX-License-Identifier: Apache-2.0
/**
 * The commands on HyperLogLogs, which are strings, byte for byte those of Valkey.
 *
 * <p>Owned by the command thread, whose commands share one array for the HyperLogLog at hand. Nothing is allocated when
 * elements are added. How the string is stored is the storage's.
 */
package dev.cairn.server.command.hyperloglog;
