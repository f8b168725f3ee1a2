// SPDX-License-Identifier: Apache-2.0
/**
 * The same commands to a Cairn and to a real Valkey: what they answer must be the same, byte by byte.
 *
 * <p>Commands come from a {@link dev.cairn.server.differential.StepSource} per family, drawn from a seed. Where Valkey
 * leaves an answer open (an order, a cursor, a clock), {@link dev.cairn.server.differential.ReplyRules} says so, with the
 * reason. When answers differ, the sequence is shortened before it is shown, and the seed is told:
 *
 * <pre>
 *   mvn -pl server -am test -Dtest='Differential*' -Dcairn.differential.seed=42 -Dcairn.differential.steps=100000
 * </pre>
 */
package dev.cairn.server.differential;
