// SPDX-License-Identifier: Apache-2.0
/** Room sign to be completed by its owner. */
package dev.cairn.aof;
