// SPDX-License-Identifier: Apache-2.0
/** Hash commands: what the log makes of them, and what Valkey answers. */
package dev.cairn.server.command.hash;
