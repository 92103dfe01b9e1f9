"""Publishing: the only rooms that write files."""
