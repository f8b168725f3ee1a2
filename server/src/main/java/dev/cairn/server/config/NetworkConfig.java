// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static dev.cairn.server.config.directive.DirectiveSpec.named;

import dev.cairn.server.config.directive.Choice;
import dev.cairn.server.config.directive.DirectiveException;
import dev.cairn.server.config.directive.FileMode;
import dev.cairn.server.config.directive.Text;
import dev.cairn.server.config.directive.WholeNumber;
import dev.cairn.server.config.directive.WordList;
import dev.cairn.server.config.directive.YesNo;

import java.util.List;

/** Where the server listens and how sockets are served. */
public final class NetworkConfig extends DirectiveGroup {
    private static final int MAX_ADDRESSES = 16;
    private static final int MAX_PORT = 65535;

    public final WordList bind =
            add(
                    WordList.absentWhenInitial(
                            named(
                                    "bind",
                                    "Addresses to listen on, * for all; a leading - makes one"
                                            + " optional. Name others to serve other machines."),
                            List.of("127.0.0.1", "-::1"),
                            NetworkConfig::addresses));

    public final WholeNumber port =
            add(
                    new WholeNumber(
                            named(
                                    "port",
                                    "The TCP port; 0 listens on the unix socket alone. Change it"
                                            + " when another server has it."),
                            6379,
                            0,
                            MAX_PORT));

    public final YesNo protectedMode =
            add(
                    new YesNo(
                            named(
                                    "protected-mode",
                                    "Without a password, serve this machine alone. Turn it off"
                                            + " behind a firewall only."),
                            true));

    public final Text unixSocket =
            add(
                    Text.optional(
                            named(
                                            "unixsocket",
                                            "A unix socket to listen on too. Set it when clients"
                                                    + " run on this machine.")
                                    .immutable()));

    public final FileMode unixSocketPermissions =
            add(
                    new FileMode(
                            named(
                                            "unixsocketperm",
                                            "Permissions of the unix socket in octal, 0 for what"
                                                + " the umask gives. Set 770 to let a group in.")
                                    .immutable(),
                            0));

    public final Text unixSocketGroup =
            add(
                    Text.optional(
                            named(
                                            "unixsocketgroup",
                                            "Group of the unix socket. Set it when clients run as"
                                                    + " other users of that group.")
                                    .immutable()));

    public final WholeNumber backlog =
            add(
                    new WholeNumber(
                            named(
                                            "tcp-backlog",
                                            "Connections that may wait to be accepted. Raise it"
                                                    + " when many connect at once.")
                                    .immutable(),
                            511,
                            0,
                            Integer.MAX_VALUE));

    public final WholeNumber keepAliveSeconds =
            add(
                    new WholeNumber(
                            named(
                                    "tcp-keepalive",
                                    "Seconds between probes of silent connections, 0 for none."
                                            + " Lower it when a firewall drops them sooner."),
                            300,
                            0,
                            Integer.MAX_VALUE));

    public final WholeNumber timeoutSeconds =
            add(
                    new WholeNumber(
                            named(
                                    "timeout",
                                    "Seconds after which an idle client is disconnected, 0 for"
                                            + " never. Set it when clients forget to."),
                            0,
                            0,
                            Integer.MAX_VALUE));

    public final WholeNumber ioThreads =
            add(
                    new WholeNumber(
                            named(
                                    "io-threads",
                                    "Threads that serve sockets. This version runs with one,"
                                            + " whatever is set."),
                            1,
                            1,
                            256));

    public final Choice<Transport> transport =
            add(
                    Choice.of(
                            named(
                                            "transport",
                                            "How sockets are served: auto, epoll, io_uring or nio."
                                                + " Change it to compare, or where one is refused.")
                                    .immutable(),
                            Transport.words(),
                            Transport.AUTO));

    NetworkConfig() {
        super("Network");
    }

    private static List<String> addresses(List<String> words) throws DirectiveException {
        if (words.size() > MAX_ADDRESSES) {
            throw new DirectiveException("Too many bind addresses specified.");
        }
        return words.equals(List.of("")) ? List.of() : words;
    }
}
