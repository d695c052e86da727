"""An event file of the reader, read, checked and measured."""
