// SPDX-License-Identifier: Apache-2.0
/** Stream commands that Valkey, the oracle of the others, does not have. */
package dev.cairn.server.command.stream;
