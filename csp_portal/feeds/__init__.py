"""Atom feeds (RFC 4287), and the links by which pages announce them."""
