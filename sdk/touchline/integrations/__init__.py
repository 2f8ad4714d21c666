"""The frameworks of hosts, one file each; every file imports its framework, and nothing here is imported by default."""
