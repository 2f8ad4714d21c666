"""Builders and servers shared by the test folders."""
