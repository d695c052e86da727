"""Everything that leaves the browser as a file."""
