// SPDX-License-Identifier: Apache-2.0
/** String commands that Valkey, the oracle of the others, does not have. */
package dev.cairn.server.command.string;
