// SPDX-License-Identifier: Apache-2.0
/** Set commands that Valkey, the oracle of the others, does not have. */
package dev.cairn.server.command.set;
