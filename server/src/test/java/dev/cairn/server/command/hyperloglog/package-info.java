// SPDX-License-Identifier: Apache-2.0
/** What HyperLogLogs are merged with, beside the plainest way of doing it. */
package dev.cairn.server.command.hyperloglog;
