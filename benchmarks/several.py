# SPDX-License-Identifier: Apache-2.0
"""An argument that names one or several of what there is."""
import argparse


def several_of(names):
    """For argparse's type: a list of names, from a text with commas between them."""
    def parse(text):
        wanted = text.split(",")
        for name in wanted:
            if name not in names:
                raise argparse.ArgumentTypeError(f"'{name}' is none of {', '.join(names)}")
        return wanted
    return parse
