// SPDX-License-Identifier: Apache-2.0
/**
 * The command table beside the one that Valkey 9.1.2 answers: {@code COMMAND} and {@code COMMAND DOCS}, recorded as
 * text. {@link dev.cairn.server.command.golden.RecordGolden} records them anew from a running server.
 */
package dev.cairn.server.command.golden;
