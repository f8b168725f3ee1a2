// SPDX-License-Identifier: Apache-2.0
/** Data folders with damage of every kind: a server that is started on one recovers what is whole, or says what is not. */
package dev.cairn.recovery.damage;
